PYTHON ?= python3

.PHONY: run test install

run:
	@$(PYTHON) bootstrap.py run

test:
	@$(PYTHON) bootstrap.py test

install:
	@$(PYTHON) bootstrap.py install

# What is installed; known weaknesses of it (asks a vulnerability database; says so when it cannot)
.PHONY: sbom audit
sbom: install
	@mkdir -p build
	@.venv/bin/python -m cyclonedx_py requirements requirements/base.txt \
	  --pyproject pyproject.toml --output-reproducible --output-file build/runwright.cdx.json
	@echo build/runwright.cdx.json

audit: install
	@.venv/bin/python -m pip_audit --require-hashes --disable-pip -r requirements/base.txt

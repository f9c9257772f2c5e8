PYTHON ?= python3

.PHONY: run test install

run:
	@$(PYTHON) bootstrap.py run

test:
	@$(PYTHON) bootstrap.py test

install:
	@$(PYTHON) bootstrap.py install

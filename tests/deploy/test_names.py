"""What the files of a deployment and its documents name is there: commands, settings, paths."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.urls import resolve

from runwright.cli.main import VERBS, verb

ROOT = Path(__file__).resolve().parents[2]
DEPLOY, DOCS = ROOT / "deploy", ROOT / "docs"
UNITS = sorted((DEPLOY / "systemd").iterdir())
CONFIGURATION = (DOCS / "guide" / "configuration.md").read_text("utf-8")
SETTING = re.compile(r"RUNWRIGHT_[A-Z_]*[A-Z]")
CONTAINERFILE = (DEPLOY / "Containerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
OURS = [name for name in COMPOSE["services"] if name != "database"]


def understood(words: list[str]) -> None:
    """The words after ``runwright`` are a verb and options that it has."""
    assert words[0] in VERBS, words
    verb(words[0])[1].parse_args(words[1:])


def settings_read() -> set[str]:
    """Every variable that the sources read."""
    sources = (ROOT / "src" / "runwright").rglob("*.py")
    found = set(SETTING.findall(" ".join(path.read_text("utf-8") for path in sources)))
    return found - {"RUNWRIGHT_OPENID"} | {f"RUNWRIGHT_OPENID_{n}" for n in ("CLIENT", "SECRET")}


def settings_documented() -> set[str]:
    rows = [line for line in CONFIGURATION.splitlines() if line.startswith("| `")]
    names = {name for row in rows for name in SETTING.findall(row.split("|")[1])}
    openid = {f"RUNWRIGHT_OPENID{n}" for n in re.findall(r"`(_[A-Z]+)`", CONFIGURATION)}
    return names | openid


def test_every_setting_is_documented_and_every_documented_one_is_read():
    assert settings_documented() == settings_read()


@pytest.mark.parametrize(
    "path",
    [*DEPLOY.glob("*.*"), DEPLOY / "Containerfile", *UNITS, DOCS / "running.md"],
    ids=lambda path: path.name,
)
def test_only_settings_that_exist_are_named(path):
    assert set(SETTING.findall(path.read_text("utf-8"))) <= settings_read()


class TestContainer:
    def test_it_copies_what_is_there_and_what_is_let_through(self):
        copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
        names = {name for words in copied for name in words.split()}
        let = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        assert names == {line[1:] for line in let if line.startswith("!")}
        assert all((ROOT / name).exists() for name in names)

    def test_it_begins_with_words_that_are_understood(self):
        entry, words = (
            yaml.safe_load(re.search(rf"^{name} (.+)$", CONTAINERFILE, re.MULTILINE)[1])
            for name in ("ENTRYPOINT", "CMD")
        )
        assert entry == ["runwright"]
        understood(words)

    def test_its_health_is_asked_at_an_address_that_answers(self):
        asked = re.search(r"http://127.0.0.1:8000(/\w+)", CONTAINERFILE)[1]
        assert resolve(asked).url_name == "readyz"

    def test_it_does_not_run_as_root(self):
        assert "\nUSER runwright\n" in CONTAINERFILE


class TestCompose:
    @pytest.mark.parametrize("name", OURS)
    def test_each_service_begins_with_words_that_are_understood(self, name):
        understood(COMPOSE["services"][name]["command"])

    def test_its_files_are_there(self):
        build = COMPOSE["x-runwright"]["build"]
        assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()
        mounts = [one for each in COMPOSE["services"].values() for one in each.get("volumes", [])]
        for source in (one.split(":")[0] for one in mounts):
            assert source in COMPOSE["volumes"] or (DEPLOY / source).is_file(), source

    def test_the_owner_of_the_tables_is_known_to_the_migrations_alone(self):
        knowing = {
            name for name in OURS
            if "RUNWRIGHT_MIGRATION_URL" in COMPOSE["services"][name]["environment"]
        }  # fmt: skip
        assert knowing == {"migrate"}

    def test_the_role_of_the_program_is_made_by_the_name_it_comes_by(self):
        role = COMPOSE["services"]["migrate"]["environment"]["RUNWRIGHT_DATABASE_ROLE"]
        assert f"CREATE ROLE {role} LOGIN" in (DEPLOY / "roles.sh").read_text("utf-8")
        assert f"//{role}:" in COMPOSE["x-runwright"]["environment"]["DATABASE_URL"]

    def test_it_waits_as_long_as_a_server_may_take_to_end(self):
        assert COMPOSE["x-runwright"]["stop_grace_period"] == "30s"


class TestUnits:
    @pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
    def test_each_begins_with_words_that_are_understood(self, unit):
        for line in unit.read_text("utf-8").splitlines():
            if "/bin/runwright " in line:
                command = line.partition("/bin/runwright ")[2].rstrip("'").replace("%%", "%")
                understood(shlex.split(command))

    @pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
    def test_each_names_units_that_are_there(self, unit):
        named = set(re.findall(r"runwright-\w+\.\w+", unit.read_text("utf-8")))
        assert named <= {path.name for path in UNITS}
        if unit.suffix == ".timer":
            assert unit.with_suffix(".service").exists()

    def test_systemd_has_nothing_to_say(self, tmp_path):
        if shutil.which("systemd-analyze") is None:
            pytest.skip("no systemd here")
        for unit in UNITS:
            text = unit.read_text("utf-8").replace("/opt/runwright/bin/runwright", "/bin/true")
            (tmp_path / unit.name).write_text(text, "utf-8")
        command = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


class TestDocuments:
    @pytest.mark.parametrize("name", ["running.md", "security.md", "guide/configuration.md"])
    def test_commands_are_understood(self, name):
        text = (DOCS / name).read_text("utf-8")
        commands = [*re.findall(r"`runwright ([a-z][^`]*)`", text),
                    *re.findall(r"^    runwright (.+)$", text, re.MULTILINE)]  # fmt: skip
        for command in commands:
            words = shlex.split(command)
            understood(words if words[-1] != "restore" else [*words, "FILE"])
        assert commands

    def test_where_an_answer_of_security_says_it_is_something_is(self):
        text = (DOCS / "security.md").read_text("utf-8")
        named = set(re.findall(r"`([\w./]+)`", text)) | set(re.findall(r"docs/[\w./]+\.md", text))
        missing = [name for name in named if not there(name)]
        assert missing == []

    def test_make_knows_what_is_told(self):
        targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
        for path in (DOCS / "running.md", DOCS / "security.md", ROOT / "README.md"):
            assert set(re.findall(r"`make (\w+)`", path.read_text("utf-8"))) <= targets


def there(name: str) -> bool:
    """A file or folder, if the name is one: of the repository or of the package."""
    if "/" not in name or name.startswith("/") or name == "states.py":
        return True
    places = (ROOT, ROOT / "src" / "runwright")
    return any((place / name).exists() for place in places)

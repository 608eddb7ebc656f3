"""What goes into the image and what its container may do, read out of the files: no engine is needed."""

import json
import re
import tomllib
from typing import Any

import pytest
import yaml

from bot.cli import VERBS
from bot.settings.settings import SECRETS, VARIABLES
from tests.checkout import ROOT

OPTIONAL = {"DATABASE_URL"}
"""A secret that most networks do not have: without a server there is no file for it."""
SECRET_FILES = {f"{name}_FILE" for name in SECRETS if name not in OPTIONAL}
OF_THE_IMAGE = {"REBATO_DATA", "REBATO_KEYS"}
"""Where things lie in the container is not the operator's to say."""
OF_THE_RECEIVER = {"RECEIVER_LISTEN", "RECEIVER_SECRET"}
"""What the bot has no use for."""
PROGRAM = ("alerts", "bot", "handlers", "locales", "storage")
KEPT_OUT = [
    ".env",
    ".git/config",
    ".venv/bin/python",
    "data/rebato.db",
    "data.keys/keys.json",
    "secrets/rebato_key",
    "secrets/telegram_bot_token",
    "tests/run.py",
    "bot/.env",
    "bot/__pycache__/cli.cpython-313.pyc",
    "bot/data/rebato.db",
    "bot/data/run.lock",
    "bot/data.keys/keys.json",
    "storage/rebato.db",
    "storage/rebato.db-wal",
    "locales/secrets/rebato_key",
    "locales/es/site.pem",
]


def instructions() -> list[tuple[str, str]]:
    """Each line of the Dockerfile as a word and what it is about; lines that go on joined, comments left out."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    words = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return [(word.upper(), " ".join(about.split())) for word, about in words]


def about(word: str) -> list[str]:
    """What the stage that runs says with this word: the second, after the one that installs."""
    lines = instructions()
    last = max(number for number, (name, _) in enumerate(lines) if name == "FROM")
    return [text for name, text in lines[last:] if name == word]


def check() -> list[str]:
    """The words that the image is asked for its health with."""
    (line,) = about("HEALTHCHECK")
    words: list[str] = json.loads(line[line.index("CMD") + len("CMD") :])
    return words


def copied() -> list[str]:
    """What the Dockerfile takes out of the checkout, in both stages."""
    lines = [text.split() for word, text in instructions() if word in ("COPY", "ADD")]
    return [source for line in lines if not line[0].startswith("--from=") for source in line[:-1]]


def compose() -> dict[str, Any]:
    """docker-compose.yml."""
    whole: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return whole


def service(name: str) -> dict[str, Any]:
    """One service of docker-compose.yml."""
    found: dict[str, Any] = compose()["services"][name]
    return found


def enters(path: str) -> bool:
    """Whether .dockerignore lets a file in: the last line that fits it or a folder above it decides."""
    parts = path.split("/")
    above = ["/".join(parts[:number]) for number in range(1, len(parts) + 1)]
    within = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.strip()
        if pattern and not pattern.startswith("#") and any(matcher(pattern).fullmatch(folder) for folder in above):
            within = pattern.startswith("!")
    return within


def matcher(pattern: str) -> re.Pattern[str]:
    """A line of .dockerignore: * stays within a folder, **/ is any number of folders."""
    escaped = re.escape(pattern.removeprefix("!").strip("/"))
    return re.compile(escaped.replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*"))


def test_whatever_is_copied_is_there_and_let_in() -> None:
    assert {"requirements.txt", *PROGRAM} <= set(copied())
    for source in copied():
        assert (ROOT / source).exists(), source
        assert enters(source), source


def test_only_what_is_named_is_copied() -> None:
    assert not {".", "./", "/"} & set(copied())
    assert not any("*" in source for source in copied())


@pytest.mark.parametrize("package", PROGRAM)
def test_the_whole_program_is_let_in(package: str) -> None:
    ours = {".css", ".html", ".js", ".mako", ".po", ".py", ".svg"}
    files = [path for path in (ROOT / package).rglob("*") if path.suffix in ours]
    assert files
    left_out = [str(path) for path in files if not enters(path.relative_to(ROOT).as_posix())]
    assert not left_out


def test_an_installed_program_has_every_catalogue_and_what_messages_are_understood_by() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    patterns = settings["tool"]["setuptools"]["package-data"]["locales"]
    data = {path for kind in ("po", "toml", "bin", "csv", "txt") for path in (ROOT / "locales").rglob(f"*.{kind}")}
    assert {path.suffix for path in data} == {".po", ".toml", ".bin", ".csv", ".txt"}
    assert {path for pattern in patterns for path in (ROOT / "locales").glob(pattern)} == data


@pytest.mark.parametrize("path", KEPT_OUT)
def test_nothing_secret_kept_or_strayed_is_let_in(path: str) -> None:
    assert not enters(path)


def test_the_image_runs_as_a_user_of_its_own_and_not_as_root() -> None:
    user = about("USER")[-1]
    number, group = map(int, user.split(":"))
    assert number > 0 < group
    (made,) = [line for line in about("RUN") if "useradd" in line]
    assert f"--uid {number} " in made


def test_what_installs_is_taken_out_of_the_image_and_none_is_brought_in() -> None:
    said = " ".join(about("RUN"))
    assert "pip uninstall" in said
    assert "/ensurepip" in said
    assert not re.search(r"pip install|apt|curl|wget", said)
    (install,) = [text for word, text in instructions() if word == "RUN" and "requirements.txt" in text]
    assert "--require-hashes" in install
    assert "--only-binary=:all:" in install


def test_the_image_and_compose_ask_for_health_with_a_verb_that_there_is() -> None:
    (entry,) = about("ENTRYPOINT")
    assert check()[:-1] == json.loads(entry)
    assert check()[-1] in VERBS
    assert service("bot")["healthcheck"]["test"] == ["CMD", *check()]


def test_the_image_and_compose_ask_equally_often() -> None:
    (line,) = about("HEALTHCHECK")
    options = {name.replace("-", "_"): value for name, value in re.findall(r"--([a-z-]+)=(\S+)", line)}
    asked = {name: str(value) for name, value in service("bot")["healthcheck"].items() if name != "test"}
    assert asked == options


def test_the_bridge_is_asked_for_its_health() -> None:
    command, *words = service("signal")["healthcheck"]["test"]
    assert command == "CMD"
    assert words[-1].endswith("/v1/health")
    assert "--fail" in words


def test_compose_hands_on_every_setting_and_nothing_else() -> None:
    given = service("bot")["environment"]
    settings = set(VARIABLES) - (set(SECRETS) - OPTIONAL) - OF_THE_IMAGE - OF_THE_RECEIVER
    assert set(given) == settings | SECRET_FILES
    handed_on = {name: value for name, value in given.items() if name not in SECRET_FILES}
    assert handed_on == {name: f"${{{name}:-}}" for name in handed_on}


def test_the_receiver_is_given_what_it_needs_and_no_token() -> None:
    given = service("receiver")["environment"]
    assert set(given) - {"REBATO_KEY_FILE"} <= set(VARIABLES)
    assert set(given) >= OF_THE_RECEIVER
    assert service("receiver")["secrets"] == ["rebato_key"]
    bot = service("bot")["environment"]
    assert all(bot[name] == value for name, value in given.items() if name not in OF_THE_RECEIVER)


def test_the_bridge_posts_to_where_the_receiver_listens() -> None:
    receiver = service("receiver")
    assert receiver["command"] == ["receive"]
    assert receiver["command"][0] in VERBS
    port = receiver["environment"]["RECEIVER_LISTEN"].rpartition(":")[2]
    url = service("signal")["environment"]["RECEIVE_WEBHOOK_URL"]
    assert url == f"http://receiver:{port}/receive/${{RECEIVER_SECRET:-}}"
    assert service("signal")["environment"]["MODE"] == "json-rpc"


def test_the_receiver_is_the_bots_image_on_the_bots_volumes_and_on_no_network_that_leads_out() -> None:
    bot, receiver = service("bot"), service("receiver")
    same = ("build", "volumes", "init", "restart", "logging", "tmpfs", "read_only", "cap_drop", "security_opt")
    assert {name: receiver[name] for name in same} == {name: bot[name] for name in same}
    assert receiver["networks"] == ["signal"]
    assert receiver["profiles"] == ["signal"]
    assert receiver["healthcheck"] == bot["healthcheck"] | {
        "test": [*bot["healthcheck"]["test"], "--receiver"],
    }


def test_secrets_reach_the_bot_as_files_alone() -> None:
    secrets = compose()["secrets"]
    bot = service("bot")
    assert set(bot["secrets"]) == set(secrets)
    given = {value for name, value in bot["environment"].items() if name in SECRET_FILES}
    assert given == {f"/run/secrets/{name}" for name in secrets}
    for secret in secrets.values():
        assert secret["file"].startswith("./secrets/")


@pytest.mark.parametrize("name", ["bot", "receiver"])
def test_it_may_write_nowhere_but_where_it_must(name: str) -> None:
    bot = service(name)
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert not {"cap_add", "privileged", "user", "pid", "network_mode", "devices"} & set(bot)
    assert "no-new-privileges:true" in bot["security_opt"]
    (temporary,) = bot["tmpfs"]
    assert {"noexec", "nosuid", "nodev"} <= set(temporary.partition(":")[2].split(","))


def test_what_must_survive_is_on_a_volume_of_a_name() -> None:
    (volumes,) = map(json.loads, about("VOLUME"))
    mounts = dict(mount.split(":") for mount in service("bot")["volumes"])
    assert sorted(mounts.values()) == sorted(volumes)
    (bridge,) = [mount.split(":")[0] for mount in service("signal")["volumes"]]
    assert {*mounts, bridge} == set(compose()["volumes"])


def test_nobody_but_the_bot_and_the_receiver_reaches_the_bridge() -> None:
    whole = compose()
    for name, found in whole["services"].items():
        assert not {"ports", "network_mode"} & set(found), name
    shared = set(service("bot")["networks"]) & set(service("signal")["networks"])
    assert [whole["networks"][name] for name in shared] == [{"internal": True}]
    reaching = {name for name, found in whole["services"].items() if shared & set(found["networks"])}
    assert reaching == {"bot", "receiver", "signal"}
    assert service("signal")["profiles"] == ["signal"]


def test_the_bot_starts_without_the_bridge() -> None:
    assert service("bot")["depends_on"] == {"signal": {"condition": "service_started", "required": False}}


def test_no_registry_is_asked_for_an_image_of_the_bots_name() -> None:
    for name in ("bot", "receiver"):
        assert "build" in service(name)
        assert "image" not in service(name)

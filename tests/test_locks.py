"""What is installed is exactly what was committed, wherever it comes from."""

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.checkout import ROOT

RUN, TEST = "requirements.txt", "requirements-test.txt"
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def entries(lock: str) -> dict[str, str]:
    """Each requirement of a lock, with its hashes, by name and pinned version."""
    whole = (ROOT / lock).read_text().replace("\\\n", " ")
    return {line.split(" ", 1)[0]: line for line in whole.splitlines() if line}


def pins(lock: str) -> dict[str, Version]:
    """Package and version of each requirement."""
    names = (entry.split("==") for entry in entries(lock))
    return {canonicalize_name(name): Version(version) for name, version in names}


def asked_for() -> dict[str, list[str]]:
    """What pyproject.toml asks for, by the lock that must hold it."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run = project["project"]["dependencies"]
    return {RUN: run, TEST: run + project["dependency-groups"]["test"]}


@pytest.mark.parametrize("lock", [RUN, TEST])
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    assert entries(lock)
    for entry, line in entries(lock).items():
        assert re.fullmatch(r"[\w.-]+==[\w.]+", entry), entry
        assert HASH.search(line), entry


@pytest.mark.parametrize("lock", [RUN, TEST])
def test_a_lock_names_no_place_to_install_from(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"://|\s@\s|^\s*(-[ief]|--(?!hash=))", text, re.MULTILINE)


def test_the_test_lock_holds_all_of_the_run_lock() -> None:
    assert entries(RUN).items() <= entries(TEST).items()


@pytest.mark.parametrize("lock", [RUN, TEST])
def test_a_lock_holds_what_the_project_asks_for(lock: str) -> None:
    pinned = pins(lock)
    for wish in map(Requirement, asked_for()[lock]):
        assert wish.specifier.contains(pinned[canonicalize_name(wish.name)]), wish.name

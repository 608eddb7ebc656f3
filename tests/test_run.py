"""`./rebato test` says how each check went, and ends well only if all did."""

import pytest

from tests import run

WELL = ["-c", ""]
BADLY = ["-c", "raise SystemExit(3)"]


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The checks that run; pytest itself only says its version, which is its closing line here."""
    checks: dict[str, list[str]] = {"style": WELL, "types": WELL}
    monkeypatch.setattr(run, "CHECKS", checks)
    monkeypatch.setattr(run, "EVERYTHING", ["--version"])
    return checks


def test_all_is_well_if_every_check_is(checks: dict[str, list[str]], capfd: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 0
    said = capfd.readouterr().out.splitlines()
    assert [line for line in said if line.endswith("passed")] == [f"== {name}: passed" for name in checks]
    assert said[-1].startswith("pytest ")


def test_one_failure_lets_the_others_run_and_is_not_forgotten(
    checks: dict[str, list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    checks["style"] = BADLY
    assert run.main([]) == 1
    said = capfd.readouterr().out
    assert "== style: FAILED" in said
    assert "== types: passed" in said
    assert "== FAILED so far: style" in said


def test_with_arguments_it_is_pytest_alone(checks: dict[str, list[str]], capfd: pytest.CaptureFixture[str]) -> None:
    checks["style"] = BADLY
    assert run.main(["--version"]) == 0
    assert "==" not in capfd.readouterr().out


def test_a_failure_of_pytest_is_a_failure(checks: dict[str, list[str]], capfd: pytest.CaptureFixture[str]) -> None:
    assert checks
    assert run.main(["--no-such-option"]) != 0
    assert "no-such-option" in capfd.readouterr().err

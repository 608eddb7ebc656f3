"""`rebato people import`, as an operator uses it beside a running bot."""

import csv
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drill.telegram.server import TelegramServer
from tests.bot.verbs.test_run import Operator

pytestmark = pytest.mark.timeout(120)
LIST = "Nombre;Pueblo;Función;Idioma;Teléfono\nXochitl Peña;Holyoke;miembro;es;413-555-0101\n=1+1;Northampton;;en;\n"


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    server = TelegramServer()
    await server.start()
    made = Operator(tmp_path, server)
    await made.founds()
    yield made
    await server.stop()


def _handed_out(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


async def test_a_list_becomes_a_file_of_invitations_and_the_same_list_the_same_file(operator: Operator) -> None:
    (operator.folder / "list.csv").write_bytes(LIST.encode("cp1252"))
    code, out, err = await operator.says("people", "import", "list.csv", "--dry-run")
    assert (code, err) == (0, "")
    assert "       1  member, Holyoke\n       1  subscriber, Northampton\n" in out
    assert "not read: Teléfono" in out
    handed = operator.folder / "list-invitations.csv"
    assert not handed.exists()
    code, out, err = await operator.says("people", "import", "list.csv")
    assert (code, err) == (0, "")
    assert "Then delete that file" in out
    assert handed.stat().st_mode & 0o777 == 0o600
    first, second = _handed_out(handed)
    assert (first["name"], first["town"], first["role"], first["invitation"]) == (
        "Xochitl Peña",
        "Holyoke",
        "member",
        "open",
    )
    assert first["telegram"].startswith("https://t.me/rebato_drill_bot?start=")
    assert first["telegram"] in first["message"]
    assert first["message"].startswith("Nuestra red Valley")
    assert second["name"] == "'=1+1"
    code, out, err = await operator.says("people", "import", "list.csv")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--out is there already" in err
    code, out, err = await operator.says("people", "import", "list.csv", "--out", "again.csv")
    assert (code, err) == (0, "")
    assert "New invitations: 0\n       2  invited before" in out
    assert (operator.folder / "again.csv").read_bytes() == handed.read_bytes()
    kept = b"".join(path.read_bytes() for path in (operator.folder / "data").rglob("*") if path.is_file())
    assert b"Xochitl" not in kept


async def test_a_list_with_a_fault_makes_nothing_and_a_dry_run_says_the_same(operator: Operator) -> None:
    (operator.folder / "list.csv").write_text(LIST + "Eva;Boston;dispatcher;en;\n", encoding="utf-8")
    for more in ([], ["--dry-run"]):
        code, out, err = await operator.says("people", "import", "list.csv", *more)
        assert (code, err) == (1, "")
        assert out.splitlines()[0].startswith('line 4, column Pueblo (B): "Boston" is no town')
        assert out.splitlines()[1].startswith("line 4, column Función (C): nobody comes to the desk by a list")
        assert out.splitlines()[2].startswith("2 faults; nothing was made.")
    assert not (operator.folder / "list-invitations.csv").exists()
    _, out, _ = await operator.says("invite", "--list")
    assert len(out.splitlines()) == 2, "the one that init made"


async def test_days_that_no_invitation_lasts_are_refused(operator: Operator) -> None:
    (operator.folder / "list.csv").write_text(LIST, encoding="utf-8")
    code, out, err = await operator.says("people", "import", "list.csv", "--days", "91")
    assert (code, out) == (2, "")
    assert "--days" in err
    assert not (operator.folder / "list-invitations.csv").exists()

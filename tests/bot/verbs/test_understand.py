"""`rebato understand`, as an operator types it: whatever is wrong is one line that says what to do."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.understand.labelled import README
from tests.bot.verbs.test_health import ROOT

COLUMNS = "id,context,language,intent,message"
TABLES = {
    "misspelled.csv": f"{COLUMNS}\n1,stranger_first,en,sighting,agents\n2,stranger_first,en,sigting,agents\n",
    "other.csv": "a;b\n1;2\n",
}
WRONG: tuple[tuple[list[str], str], ...] = (
    (["--csv", "nowhere.csv"], "--csv cannot be read"),
    (["--train", "--csv", "nowhere.csv"], "--csv cannot be read"),
    (["--csv", "other.csv"], "columns: id, context"),
    (["--csv", "misspelled.csv"], f"row 2 that there is not: see {README}"),
    (["--pairs", "other.csv"], "columns: place_a"),
    (["--towns", "other.csv", "agents"], "columns: town, latitude"),
    (["--town", "Holyoke", "agents"], "--town is no town of our network in --towns: give"),
    ([], "message is missing: give the words"),
)


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_is_wrong_is_one_line_with_its_remedy(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, table in TABLES.items():
        (tmp_path / name).write_text(table, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["understand", *words]) == 2
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert said in told.err


def test_a_message_without_quotes_is_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "two", "vans", "at", "Elm", "St"]) == 0
    assert "public words       two vans at Elm St\n" in capsys.readouterr().out


def test_the_page_that_a_wrong_label_names_is_there() -> None:
    assert (ROOT / README).is_file()

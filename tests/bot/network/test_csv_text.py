"""The text of a CSV file, whichever program saved it; and cells that no spreadsheet takes for a formula."""

import io
from pathlib import Path

import pytest

from bot.network.csv_text import MOST_BYTES, read_csv_text
from bot.settings.settings import SettingsError
from handlers.roster.formula_safe_csv import formula_safe_writer


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_coding_that_spreadsheets_write_reads_the_same(tmp_path: Path, coding: str) -> None:
    (tmp_path / "list.csv").write_bytes("name\nPeña\n".encode(coding))
    assert read_csv_text(tmp_path / "list.csv") == "name\nPeña\n"


@pytest.mark.parametrize(
    ("raw", "remedy"),
    [
        (b"PK\x03\x04 and so on", "save it as CSV"),
        (b"name\x00\x01", "CSV UTF-8"),
        (b"\x81\x8d not of any", "CSV UTF-8"),
        (b"\xff\xfe\x00", "CSV UTF-8"),
        (b"x" * (MOST_BYTES + 1), "split it"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(tmp_path: Path, raw: bytes, remedy: str) -> None:
    (tmp_path / "list.csv").write_bytes(raw)
    with pytest.raises(SettingsError, match=remedy):
        read_csv_text(tmp_path / "list.csv")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="FILE cannot be read: No such file"):
        read_csv_text(tmp_path / "none.csv")


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1", "\ufeff=1", "\uff1d1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    file = io.StringIO()
    formula_safe_writer(file).writerow([cell, "Ana"])
    assert file.getvalue().startswith("'")
    assert file.getvalue().endswith(",Ana\r\n")


@pytest.mark.parametrize("cell", ["Ana;=1+1", "Ana; +1", "Ana,=1", "Ana|-1", "Ana;\t@SUM(A1)", "Ana;\uff1d1"])
def test_nor_is_what_begins_a_cell_for_a_program_that_splits_at_another_sign(cell: str) -> None:
    file = io.StringIO()
    formula_safe_writer(file).writerow([cell])
    parts = file.getvalue().strip().strip('"').replace(";", "\n").replace(",", "\n").replace("|", "\n").split("\n")
    assert [part.strip()[:1] for part in parts] == ["A", "'"]

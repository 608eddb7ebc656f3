"""The text of a CSV file, whichever program saved it."""

from pathlib import Path

from bot.settings.settings import SettingsError

MOST_BYTES = 20_000_000
"""Twenty times what twenty thousand people take."""
_CODINGS = ("utf-8-sig", "cp1252")
"""Excel writes both; what is no UTF-8 is taken for the second."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How an .xlsx or .ods, and an .xls, begins."""


def read_csv_text(path: Path) -> str:
    """Return what stands in the file. Raises SettingsError where it cannot be read, or is no text."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SettingsError("FILE", "is larger than 20 MB", "split it")
        raw = path.read_bytes()
    except OSError as error:
        raise SettingsError("FILE", "cannot be read", error.strerror or "look at its path") from None
    if raw.startswith(_WORKBOOKS):
        raise SettingsError("FILE", "is a workbook", "save it as CSV in the program that made it")
    codings = ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else _CODINGS
    for coding in codings:
        try:
            text = raw.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SettingsError("FILE", "is no text", 'save it as "CSV UTF-8"')

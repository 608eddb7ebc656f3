"""The lines of .env, each read alone: one that is broken would else be left out without a word, or swallow the next."""

import re
from dataclasses import dataclass

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?P<behind>.*)""")
_QUOTES = ("'", '"')


@dataclass(frozen=True)
class BrokenLine:
    """A line that says no setting, and what to do; nothing of what stands in it."""

    number: int
    """Counted from 1."""
    what: str
    remedy: str


def broken_line(text: str) -> BrokenLine | None:
    """Return the first line that is broken; None where all are settings, comments or empty."""
    for number, line in enumerate(text.split("\n"), start=1):
        wrong = _wrong(line.rstrip("\r"))
        if wrong is not None:
            return BrokenLine(number, *wrong)
    return None


def _wrong(line: str) -> tuple[str, str] | None:
    """Return what is wrong with a line, and the remedy."""
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    name, sign, value = line.partition("=")
    if not sign:
        return "has no =", "write NAME=value, or # in front of what is a note"
    if name.split()[:1] == ["export"]:
        return "begins with export", "write NAME=value alone: not everything that reads this file is a shell"
    if name != name.strip() or value != value.lstrip():
        return "has a space where none may be", "write NAME=value, with none before the name and beside the ="
    if not _NAME.fullmatch(name):
        return "has no name before the =", "write NAME=value, the name in capitals as in .env.example"
    return _wrong_value(value.rstrip())


def _wrong_value(value: str) -> tuple[str, str] | None:
    if not value.startswith(_QUOTES):
        # One in the middle may be meant ("Rosa's phone"); one at the end has lost its first.
        lost = value.endswith(_QUOTES) and value.count(value[-1]) == 1
        return ("has a quote that opens nowhere", "quote the whole value, or leave the quote out") if lost else None
    quoted = _QUOTED.fullmatch(value)
    if quoted is None:
        return "has a quote that is not closed", "close it on the same line, or leave the quotes out"
    behind = quoted["behind"].strip()
    if behind and not behind.startswith("#"):
        return "has something behind its closing quote", "quote the whole value, or leave the quotes out"
    return None

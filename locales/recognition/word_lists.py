"""The word lists of every language that we understand, as they stand in their files."""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def recognised_languages() -> tuple[str, ...]:
    """List the codes of the languages that have word lists, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def word_lists() -> dict[str, dict[str, list[str]]]:
    """Map each language to its sections, each section to its phrases. Raise TOMLDecodeError for a faulty file."""
    return {code: _sections(FOLDER / f"{code}.toml") for code in recognised_languages()}


def _sections(path: Path) -> dict[str, list[str]]:
    """Read a file: a section is a list of phrases, or one text of single words."""
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: phrases.split() if isinstance(phrases, str) else [str(phrase) for phrase in phrases]
        for name, phrases in sections.items()
    }

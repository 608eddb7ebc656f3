"""Looks for names, numbers and words of people where none may stand."""

import re
from collections.abc import Sequence
from pathlib import Path

from bot.fuzz.words import PRIVATE_WORDS
from bot.fuzz.writers import Writer


class PrivateWordsCheck:
    """The search for what only people of the series say."""

    def __init__(self, people: Sequence[Writer]) -> None:
        self._names = [word for writer in people for word in writer.private]
        self._words = [(f"a name or address, no. {place}", word) for place, word in enumerate(self._names)]
        self._words += [(f"a word, no. {place}", word) for place, word in enumerate(PRIVATE_WORDS)]
        self._any = re.compile(b"|".join(re.escape(form) for _, word in self._words for form in _forms(word)))

    def in_log(self, log: str) -> list[str]:
        """Return which words stand in the log, by number."""
        return [what for what, word in self._words if word in log]

    def in_file(self, file: Path) -> list[str]:
        """Return which words stand in the database or its log, by number; the file is read whole."""
        found = []
        for path in (file, file.with_name(f"{file.name}-wal")):
            content = path.read_bytes() if path.exists() else b""
            # All at once first: nearly always there is none.
            if self._any.search(content):
                found += [f"{what}, in {path.suffix}" for what, word in self._words if _stands(word, content)]
        return found


def _stands(word: str, content: bytes) -> bool:
    return any(form in content for form in _forms(word))


def _forms(word: str) -> tuple[bytes, bytes]:
    return word.encode(), word.encode("utf-16-le")

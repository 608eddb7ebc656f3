"""A message in several languages: its first line, which says what to do, in each of them; then the rest of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from locales.length import fit, measure

BETWEEN_LANGUAGES = "—"
"""The line between the languages of one message."""
_BELOW_LEADS = "\n\n"
_BETWEEN = f"\n{BETWEEN_LANGUAGES}\n"


@dataclass(frozen=True)
class Block:
    """What a message says in one language."""

    lead: str
    """Its first line: what to do."""
    rest: str
    """The lines below; empty for none."""

    @classmethod
    def of(cls, text: str) -> "Block":
        """Take a text apart; blank lines at its borders go."""
        lead, _, rest = text.strip("\n").partition("\n")
        return cls(lead, rest)

    @property
    def text(self) -> str:
        """All of it, as somebody reads it who reads this language alone."""
        return f"{self.lead}\n{self.rest}" if self.rest else self.lead

    def cut(self, limit: int, utf16: bool) -> "Block":
        """Return what of it fits into `limit` units, of which the first line takes what it needs."""
        lead = fit(self.lead, limit, utf16)
        return Block(lead, fit(self.rest.strip("\n"), limit - measure(lead, utf16), utf16))


def together(blocks: Sequence[Block]) -> str:
    """Join the languages: the first line of each, then the rest of each. What reads the same in all stands once."""
    if len(blocks) == 1:
        return blocks[0].text
    leads = "\n".join(_each_once(block.lead for block in blocks))
    rests = _BETWEEN.join(_each_once(block.rest.strip("\n") for block in blocks))
    return _BELOW_LEADS.join(text for text in (leads, rests) if text)


def fitted(blocks: Sequence[Block], limit: int, utf16: bool) -> str:
    """Join the languages within `limit` units: each gets its share, as a cut at the end would silence the last one."""
    whole = together(blocks)
    if measure(whole, utf16) <= limit:
        return whole
    if len(blocks) == 1:
        return fit(whole, limit, utf16)
    between = measure("\n", utf16) + measure(_BETWEEN, utf16)
    share = (limit - measure(_BELOW_LEADS, utf16) - between * (len(blocks) - 1)) // len(blocks)
    return together([block.cut(max(share, 0), utf16) for block in blocks])


def _each_once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]

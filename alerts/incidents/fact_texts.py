"""What is known of an incident, in one text."""

from collections.abc import Iterable
from functools import reduce

from alerts.notices import Text, text


def in_one_text(facts: Iterable[tuple[str, str]]) -> Text | None:
    """Join the texts of facts (names and values of salute.FACTS), each apart from the next; None for no fact.

    "3 to 5 agents and 2 vehicles" reads as one group, so no "and" stands between them.
    """
    texts = [text(f"fact.{name}.{value}") for name, value in facts]
    return reduce(_apart, texts) if texts else None


def _apart(first: Text, second: Text) -> Text:
    return text("both.facts", first=first, second=second)

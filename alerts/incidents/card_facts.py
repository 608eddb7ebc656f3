"""What the card says of what people tapped."""

from alerts.incidents.fact_texts import in_one_text
from alerts.incidents.incident import Incident, TappedFacts
from alerts.incidents.salute import TAKEN
from alerts.incidents.whose_word import known
from alerts.notices import Text, text


def facts_on_card(taps: list[TappedFacts], incident: Incident, *, vouched: bool) -> list[Text]:
    """Return a line for each thing that somebody said, marked where nobody vouched for did."""
    parts = []
    facts = in_one_text(known(taps, incident.corrections, vouched=vouched).items())
    if facts is not None:
        parts.append(text("card.facts", facts=facts))
    for kind in ("came", "taken", "back"):
        parts += _said(taps, "kind", kind, text(f"card.{kind}"))
    for name in TAKEN:
        parts += _said(taps, name, "yes", text(f"card.need.{name}"))
    parts += _said(taps, "witnesses", "yes", text("card.witnesses_wanted"))
    parts += _said(taps, "kind", "over", text("card.said_over"))
    return parts


def _said(taps: list[TappedFacts], name: str, value: str, line: Text) -> list[Text]:
    """Return the line where somebody says so, marked where nobody vouched for does."""
    who = [said for said in taps if said.facts.get(name) == value]
    if not who:
        return []
    return [line if any(said.verified for said in who) else text("card.of_lead", what=line)]

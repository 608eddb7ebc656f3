"""A deed in words: persons by their pseudonyms."""

from alerts.audit.deed import Deed
from alerts.network.town import Network
from alerts.notices import Text, Value, text
from alerts.people.pseudonym import pseudonym


def deed_words(deed: Deed, network: Network, called: dict[int, str] | None = None) -> Text:
    """Return what was done, in words. `called`: what persons are called here; others by their pseudonym."""
    town = network.town(deed.town_id)
    return text(
        f"audit.did.{deed.action}",
        by=_called(deed.by_id, called or {}),
        whom=_called(deed.whom_id, called or {}),
        role=text(f"role.{deed.role}") if deed.role is not None else "",
        town=town.name if town is not None else text("trust.every_town"),
        number=deed.incident,
    )


def _called(person_id: int | None, called: dict[int, str]) -> Value:
    if person_id is None:
        return text("audit.operator")
    return called.get(person_id) or pseudonym(person_id)

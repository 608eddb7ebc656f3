"""Whether a volunteer may phone somebody, and when that is."""

from datetime import datetime, tzinfo
from enum import StrEnum

MORNING, NIGHT = 7, 22
"""Hours of the day, local: from the second to the first it is night (our choice)."""


class PhoneConsent(StrEnum):
    """What a person said to being phoned. Who said nothing said no."""

    ANY = "any"
    """At any hour."""
    DAY = "day"
    """Not at night."""
    NO = "no"
    """Never."""


def may_phone(consent: PhoneConsent, now: datetime, zone: tzinfo) -> bool:
    """Say whether a volunteer may phone somebody who said this. `now`: aware; `zone`: the network's."""
    if consent is PhoneConsent.DAY:
        return MORNING <= now.astimezone(zone).hour < NIGHT
    return consent is PhoneConsent.ANY

"""What profiles need of storage."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from alerts.profile.help_hours import HelpHours
from alerts.profile.phone_consent import PhoneConsent
from alerts.profile.profile import Profile
from alerts.profile.skill import Skill
from alerts.work.port import Port


class Profiles(Protocol):
    """What people say of themselves: one profile a person, which is empty until they say something."""

    async def of(self, person_id: int) -> Profile:
        """Return the profile of this person."""
        ...

    async def of_all(self, person_ids: Collection[int]) -> dict[int, Profile]:
        """Return the profile of each of these persons."""
        ...

    async def skills(self, person_ids: Collection[int]) -> Mapping[int, frozenset[Skill]]:
        """Return what each of these persons can do; who said nothing is in it with nothing."""
        ...

    async def away(self, person_ids: Collection[int]) -> Mapping[int, datetime]:
        """Return until when those of them are away who are. Aware UTC."""
        ...

    async def counts(self, town_id: int) -> Mapping[Skill, int]:
        """Return how many people with a role in this town can do what; what nobody can do is left out."""
        ...

    async def skilled(self, town_id: int, skill: Skill, start: int, most: int) -> list[int]:
        """Return the ids of so many of them at most who can do this, the newest first, from the `start`th on."""
        ...

    async def set_skill(self, person_id: int, skill: Skill, *, has: bool) -> None:
        """Keep that they can do this, or not (any more)."""
        ...

    async def set_hours(self, person_id: int, hours: HelpHours) -> None:
        """Keep when they can help."""
        ...

    async def set_phone_consent(self, person_id: int, consent: PhoneConsent) -> None:
        """Keep whether they may be phoned."""
        ...

    async def set_note(self, person_id: int, note: str) -> None:
        """Keep the note for dispatchers; empty: there is none any more."""
        ...

    async def erase(self, person_id: int) -> None:
        """Forget all of it."""
        ...


PROFILES = Port[Profiles]("profiles")

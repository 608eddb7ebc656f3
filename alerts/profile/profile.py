"""What a person says of themselves."""

from dataclasses import dataclass

from alerts.profile.help_hours import HelpHours
from alerts.profile.phone_consent import PhoneConsent
from alerts.profile.skill import Skill


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What one person can do and when. Since when they are away stands with the person."""

    person_id: int
    skills: frozenset[Skill] = frozenset()
    hours: HelpHours | None = None
    """None: they did not say."""
    phone_consent: PhoneConsent = PhoneConsent.NO
    note: str = ""
    """What dispatchers should know: "not Tuesdays", "no car"; empty: nothing."""

    @property
    def in_order(self) -> tuple[Skill, ...]:
        """Their skills, as all of them are listed."""
        return tuple(skill for skill in Skill if skill in self.skills)

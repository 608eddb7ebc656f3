"""What people can tap about themselves."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from alerts.profile.away import AwaySpan
from alerts.profile.help_hours import HelpHours
from alerts.profile.phone_consent import PhoneConsent
from alerts.profile.skill import Skill
from alerts.tap import Tap


class AskedIn(StrEnum):
    """Where somebody was asked about themselves: what comes after the answer."""

    ME = "me"
    """At /me: nothing follows."""
    SIGN_UP = "new"
    """While they sign up: the next question follows."""


class PhoneSystem(StrEnum):
    """What a phone runs on."""

    ANDROID = "android"
    """Google's, of whatever maker."""
    IPHONE = "iphone"
    """Apple's."""


@dataclass(frozen=True)
class ShowMe(Tap):
    """The tap that shows what they said of themselves."""

    verb: ClassVar = "me.show"


@dataclass(frozen=True)
class TellSkills(Tap):
    """The tap that asks what they can do."""

    verb: ClassVar = "me.skills"
    asked: AskedIn = AskedIn.ME


@dataclass(frozen=True)
class ToggleSkill(Tap):
    """The tap that says that they can do this, or not."""

    verb: ClassVar = "me.can"
    skill: Skill
    asked: AskedIn = AskedIn.ME


@dataclass(frozen=True)
class SkillsTold(Tap):
    """The tap that says that these are all."""

    verb: ClassVar = "me.told"
    asked: AskedIn = AskedIn.ME


@dataclass(frozen=True)
class TellHours(Tap):
    """The tap that asks when they can help."""

    verb: ClassVar = "me.when"


@dataclass(frozen=True)
class ChooseHours(Tap):
    """The tap that says when they can help."""

    verb: ClassVar = "me.hours"
    hours: HelpHours
    asked: AskedIn = AskedIn.ME


@dataclass(frozen=True)
class SkipHours(Tap):
    """The tap by which they do not say when they can help."""

    verb: ClassVar = "me.later"
    asked: AskedIn = AskedIn.ME


@dataclass(frozen=True)
class TellPhoneConsent(Tap):
    """The tap that asks whether they may be phoned."""

    verb: ClassVar = "me.call"


@dataclass(frozen=True)
class ChoosePhoneConsent(Tap):
    """The tap that says whether they may be phoned."""

    verb: ClassVar = "me.phone"
    consent: PhoneConsent


@dataclass(frozen=True)
class AskAway(Tap):
    """The tap that asks until when they are away."""

    verb: ClassVar = "me.away"


@dataclass(frozen=True)
class GoAway(Tap):
    """The tap that says for how long they are away."""

    verb: ClassVar = "me.gone"
    span: AwaySpan


@dataclass(frozen=True)
class GoAwayAnyway(Tap):
    """The same of who was warned that nobody else is at the desk."""

    verb: ClassVar = "me.gone_yes"
    span: AwaySpan


@dataclass(frozen=True)
class ComeBack(Tap):
    """The tap that says that they are here again."""

    verb: ClassVar = "me.back"


@dataclass(frozen=True)
class LetAlarmThrough(Tap):
    """The tap that asks how our messages ring although the phone is silent. `phone`: None where it is still asked."""

    verb: ClassVar = "me.alarm"
    phone: PhoneSystem | None = None


@dataclass(frozen=True)
class MoreTowns(Tap):
    """The tap that offers other towns."""

    verb: ClassVar = "me.towns"


@dataclass(frozen=True)
class TryAlarm(Tap):
    """The tap that asks for a message in a minute, to hear whether the phone rings."""

    verb: ClassVar = "me.try"


@dataclass(frozen=True)
class WriteNote(Tap):
    """The tap that begins to write one's own note."""

    verb: ClassVar = "me.note"


@dataclass(frozen=True)
class EraseNote(Tap):
    """The tap that erases one's own note."""

    verb: ClassVar = "me.note_gone"


@dataclass(frozen=True)
class KeepNote(Tap):
    """The tap that leaves a note as it is."""

    verb: ClassVar = "me.note_stays"


@dataclass(frozen=True)
class WriteNoteOn(Tap):
    """The tap by which the desk begins to write the note on this person."""

    verb: ClassVar = "note.on"
    person: int


@dataclass(frozen=True)
class EraseNoteOn(Tap):
    """The tap by which the desk erases the note on this person."""

    verb: ClassVar = "note.gone"
    person: int


@dataclass(frozen=True)
class ShowHelpers(Tap):
    """The tap that shows what people of this town can help with."""

    verb: ClassVar = "helper.town"
    town: int


@dataclass(frozen=True)
class ShowHelpersOf(Tap):
    """The tap that shows who of this town can do this. `start`: shown before; `skill`: None for trained responders."""

    verb: ClassVar = "helper.of"
    town: int
    start: int = 0
    skill: Skill | None = None


@dataclass(frozen=True)
class ShowTownSkilled(Tap):
    """The tap that shows a coordinator who of this town can do this. `start`: how many of them were shown before."""

    verb: ClassVar = "who.can"
    town: int
    skill: Skill
    start: int = 0

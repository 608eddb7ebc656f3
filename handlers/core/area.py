"""An area of the conversation, as it registers itself: its commands, taps and steps, and its part of /help."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, TypeAlias, TypeVar

from alerts.notices import Kind
from alerts.people.person import Person, Role
from alerts.tap import Tap
from handlers.core.inbound import InboundKind
from handlers.core.step import ANYBODY, Step, holds_one
from handlers.core.turn import Turn

T = TypeVar("T", bound=Tap)
S = TypeVar("S", bound=Step)

Handler: TypeAlias = Callable[[Turn], Awaitable[None]]


class HelpReader(Enum):
    """Whose /help names a command, of those who may use it."""

    ANYBODY = auto()
    """Strangers too."""
    JOINED = auto()
    """Who said yes to joining: others would only hear that they have to."""
    NOT_IN = auto()
    """Who has no role yet."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command. Its names in each language are texts: command.NAME.name."""

    name: str
    """Its canonical name."""
    run: Callable[[Turn, str], Awaitable[None]]
    """Takes the words after it."""
    roles: frozenset[Role] = ANYBODY
    """Who may: anybody with one of these, in whatever town."""
    while_suspended: bool = True
    """Who is suspended may use it too; false for what needs a role, gives one or asks for one."""
    menu: int
    """Its place in Telegram's menu: lower first."""
    help: int | None = None
    """The place of its line in /help (command.NAME.help), among all lines and paragraphs; None: it has none."""
    help_for: HelpReader = HelpReader.ANYBODY
    """To whom /help names it."""

    def may(self, person: Person) -> bool:
        """Say whether this person may use it."""
        return holds_one(person, self.roles)

    def is_barred(self, person: Person) -> bool:
        """Say whether this person may not use it because their roles are suspended."""
        return person.suspended and (bool(self.roles) or not self.while_suspended)


@dataclass(frozen=True, kw_only=True)
class HelpParagraph:
    """A paragraph of /help, among the lines of commands."""

    key: str
    """In the catalogues."""
    place: int
    """Lower first."""
    roles: frozenset[Role]
    """Who is shown it."""


@dataclass(frozen=True)
class TapHandler:
    """A kind of tap, and who carries it out. Town and state are checked there, at each tap."""

    kind: type[Tap]
    run: Callable[[Turn, Any], Awaitable[None]]
    roles: frozenset[Role] = ANYBODY
    """Who may make it: whoever has lost all of these since it was offered hears so, and nothing happens."""
    while_suspended: bool = False
    """Who is suspended may make it too: what a stranger may. Unless an area says so, they may not."""
    elsewhere: bool = False
    """It concerns no town, or any: who has the role in another one may make it too. docs/roles.md says so of each."""
    asked: frozenset[Role] = ANYBODY
    """Whom it is offered to, where that is no role alone: who was asked to look, or alerted. It is looked up there."""
    by_sign: bool = False
    """Where it is all that a message offers, a thumb up, an emoji, thanks or a greeting to it make it too."""

    def refusal(self, person: Person) -> str | None:
        """Return the key of why this person may not make it (any more); None where they may."""
        if person.suspended and not self.while_suspended:
            return "trust.suspended_still"
        if holds_one(person, self.roles):
            return None
        return "trust.number_first" if person.has_uncompared_number else "refused.role"


@dataclass(frozen=True)
class StepHandler:
    """A kind of step, and who takes the words that are written in it; False hands them on."""

    kind: type[Step]
    run: Callable[[Turn, Any], Awaitable[bool]]


def on(
    kind: type[T],
    run: Callable[[Turn, T], Awaitable[None]],
    *,
    roles: frozenset[Role] = ANYBODY,
    while_suspended: bool = False,
    elsewhere: bool = False,
    asked: frozenset[Role] = ANYBODY,
    by_sign: bool = False,
) -> TapHandler:
    """Register who carries out this kind of tap; mypy checks here that it takes such a tap."""
    return TapHandler(kind, run, roles, while_suspended, elsewhere, asked, by_sign)


def during(kind: type[S], run: Callable[[Turn, S], Awaitable[bool]]) -> StepHandler:
    """Register who takes what is written in this kind of step; mypy checks here that it takes such a step."""
    return StepHandler(kind, run)


@dataclass(frozen=True, kw_only=True)
class ConversationArea:
    """What one area of the conversation registers. handlers/areas.py lists them all."""

    name: str
    commands: tuple[Command, ...] = ()
    taps: tuple[TapHandler, ...] = ()
    steps: tuple[StepHandler, ...] = ()
    help: tuple[HelpParagraph, ...] = ()
    events: Mapping[InboundKind, Handler] = field(default_factory=dict)
    """What the platform tells us although nobody said anything: groups joined and left, who blocked the bot."""
    stale: Mapping[Kind, Handler] = field(default_factory=dict)
    """Answers a tap on what a notice of this kind offers no more; elsewhere it is a short line."""

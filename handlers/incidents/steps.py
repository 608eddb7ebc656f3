"""Steps of conversations about incidents."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from alerts.incidents.alert_task import WantedTasks
from alerts.incidents.draft import AlertSnapshot, Draft
from alerts.incidents.incident import Basis
from alerts.incidents.timings import REPORT_OPEN
from alerts.incidents.updating import UpdateSnapshot
from alerts.people.person import DESK
from handlers.core.step import Step


@dataclass(frozen=True, kw_only=True)
class Reporting(Step):
    """The step in which what a reporter writes belongs to their report."""

    name: ClassVar = "report"
    lasts: ClassVar = REPORT_OPEN
    report: int


@dataclass(frozen=True, kw_only=True)
class OfferedToFile(Step):
    """The step after somebody known wrote something outside any step: one tap files it."""

    name: ClassVar = "offer"
    ticket: str
    words: str
    forwarded: bool


@dataclass(frozen=True, kw_only=True)
class WritingUpdate(Step):
    """The step in which a dispatcher writes news for those who were told, or is shown once more what they wrote."""

    name: ClassVar = "update"
    roles: ClassVar = DESK
    takes_any_word: ClassVar = True
    words_only: ClassVar = True
    incident: int
    words: str = ""
    shown: UpdateSnapshot | None = None
    """What the preview said of where it is; None: of an older version, or there was none yet."""
    ticket: str = ""


@dataclass(frozen=True, kw_only=True)
class Confirming(Step):
    """The step in which a dispatcher looks at the preview of an alert."""

    name: ClassVar = "confirm"
    roles: ClassVar = DESK
    incident: int
    basis: Basis
    with_words: bool
    translation: tuple[str, str] | None = None
    """Where a version kept it that knew of one language besides the words' own."""
    translations: tuple[tuple[str, str], ...] = ()
    put_back: tuple[str, ...] = ()
    shown: AlertSnapshot | None = None
    ticket: str = ""
    unticked: tuple[int, ...] = ()
    tasks: WantedTasks = ()

    @property
    def draft(self) -> Draft:
        """What was chosen for the alert, and what was shown of it."""
        return Draft(
            incident_id=self.incident,
            basis=self.basis,
            with_words=self.with_words,
            translations=self.translations or ((self.translation,) if self.translation else ()),
            put_back=self.put_back,
            shown=self.shown,
            ticket=self.ticket,
            unticked=self.unticked,
            tasks=self.tasks,
        )

    @classmethod
    def of(cls, draft: Draft, **more: Any) -> Self:
        """Make the step in which this draft is previewed."""
        return cls(
            incident=draft.incident_id,
            basis=draft.basis,
            with_words=draft.with_words,
            translations=draft.translations,
            put_back=draft.put_back,
            shown=draft.shown,
            ticket=draft.ticket,
            unticked=draft.unticked,
            tasks=draft.tasks,
            **more,
        )


@dataclass(frozen=True, kw_only=True)
class AlertingTown(Confirming):
    """The step in which a dispatcher looks at the preview for a town that an alert should have gone to."""

    name: ClassVar = "alert.town"


@dataclass(frozen=True, kw_only=True)
class Translating(Confirming):
    """The step in which a dispatcher writes the reporter's words in another language; the preview follows."""

    name: ClassVar = "translate"
    takes_any_word: ClassVar = True
    words_only: ClassVar = True
    into: str

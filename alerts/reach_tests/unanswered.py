"""Who missed two tests in a row, and which app of somebody's is silent while another one answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from alerts.reach_tests.tested_people import ReachTestApp, ReachTestPerson


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """Somebody whom two tests did not reach, on all their apps or on some."""

    person_id: int
    silent: tuple[str, ...] = ()
    """The apps (transports) that were silent twice while another one of theirs answered; empty: all were."""


def unanswered(newest: Sequence[ReachTestPerson], before: Sequence[ReachTestPerson]) -> list[Unanswered]:
    """Return them: first who answered nowhere, then those with a silent app; nobody who was in one test only."""
    earlier = {one.person_id: one for one in before}
    pairs = [(one, earlier[one.person_id]) for one in newest if one.person_id in earlier]
    nowhere = [Unanswered(person_id=now.person_id) for now, then in pairs if _nobody(now) and _nobody(then)]
    partly = [
        Unanswered(person_id=now.person_id, silent=apps)
        for now, then in pairs
        if not (_nobody(now) and _nobody(then)) and (apps := _silent(now, then))
    ]
    return [*nowhere, *partly]


def _nobody(person: ReachTestPerson) -> bool:
    return person.answered_at is None


def _silent(now: ReachTestPerson, then: ReachTestPerson) -> tuple[str, ...]:
    """Return the apps that did not answer in either test; nothing where they have but one."""
    before = {app.contact_id for app in then.apps if app.answered_at is None}
    found = [app for app in now.apps if _is_silent(app) and app.contact_id in before]
    return tuple(sorted({app.transport for app in found})) if len(now.apps) > 1 else ()


def _is_silent(app: ReachTestApp) -> bool:
    return app.answered_at is None

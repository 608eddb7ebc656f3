"""What `rebato people import` does: personal invitations for a list of people, beside a running bot too."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from alerts.joining.invitation_limits import MOST_DAYS
from alerts.people.person import Role
from alerts.roster.invitee import InviteeState
from alerts.roster.inviting_list import InvitationPlan, invite_some, plan, tell_of_list
from bot.lines.from_settings import create_settings_lines, idle_lines
from bot.network.invitation import learn_bot_name
from bot.network.invitee_list import ListedInvitee
from bot.network.open import OpenNetwork
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from bot.transports.base import Sleep
from handlers.core.lexicon import cleaner
from storage.unit_of_work import UnitOfWorkFactory

PAUSE = 0.15
"""Seconds between two pieces: SQLite's waiting writers look every tenth of a second whether it is their turn."""


@dataclass(frozen=True, kw_only=True)
class ImportCounts:
    """What a list came to, or would come to."""

    states: Mapping[InviteeState, int]
    made: Mapping[tuple[Role, str], int]
    """Invitations by role and town."""
    replaced: int
    """Open invitations in another role that end."""


@dataclass(frozen=True)
class PeopleImport:
    """The import of one list."""

    settings: Settings
    opened: OpenNetwork
    clock: Clock
    days: int
    renew: bool
    """Also people whose invitation is over get a new one."""

    def __post_init__(self) -> None:
        if not 1 <= self.days <= MOST_DAYS:
            raise SettingsError("--days", "is longer than an invitation lasts, or none", f"choose 1 to {MOST_DAYS}")

    async def plan(self, people: Sequence[ListedInvitee], *, dry_run: bool) -> InvitationPlan:
        """Look up what was made for them before, and think out the rest. In a dry run not even lines are written."""
        if not dry_run:
            await create_settings_lines(self.opened.store, self.settings)
            await learn_bot_name(self.settings, self.opened, self.clock)
        async with (await self._work()).look() as uow:
            invitees, lasts = [one.invitee for one in people], timedelta(days=self.days)
            return await plan(uow, self.clock.now(), invitees, renew=self.renew, lasts=lasts)

    async def carry_out(self, planned: InvitationPlan, sleep: Sleep = asyncio.sleep) -> None:
        """Make the invitations a piece at a time; the coordinators hear of them once, at the end.

        Cut off in the midst, the same list given again goes on where this one was, and ends the same. Raises
        SettingsError where somebody else imports the same just now. `sleep`: takes seconds, between two pieces.
        """
        work = await self._work()
        for some in planned.pieces():
            try:
                async with work.begin() as uow:
                    await invite_some(uow, self.clock.now(), some)
            except IntegrityError:
                raise SettingsError("FILE", "is imported by somebody else at this moment", "start again") from None
            await sleep(PAUSE)
        async with work.begin() as uow:
            await tell_of_list(uow, self.clock.now())

    def counts(self, planned: InvitationPlan) -> ImportCounts:
        """Count what the plan does."""
        towns = {town.id: town.name for town in self.opened.network.towns}
        return ImportCounts(
            states=Counter(one.state for one in planned.people),
            made=Counter((one.invitee.role, towns[one.invitee.town_id]) for one in planned.made),
            replaced=len(planned.replaced),
        )

    async def _work(self) -> UnitOfWorkFactory:
        settings, idle = self.settings, await idle_lines(self.opened.store, self.settings)
        return UnitOfWorkFactory(self.opened.store, settings.retention, settings.hotline, cleaner(), lambda: idle)

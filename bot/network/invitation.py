"""What `rebato invite` makes, beside a running bot too: one more invitation."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from alerts.joining import invitations
from alerts.joining.invitation_limits import MOST_DAYS, MOST_USES
from alerts.network.town import Town
from alerts.people.code import INVITE_LASTS
from alerts.people.person import COMMITTEE, Role
from bot.lines.from_settings import create_settings_lines, idle_lines
from bot.network.open import OpenNetwork
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from handlers.core.lexicon import cleaner
from storage.lines.lines import of_account, remember_name
from storage.unit_of_work import UnitOfWorkFactory


@dataclass(frozen=True)
class PrintedInvitation:
    """An invitation as an operator hands it on."""

    code: str
    role: str
    town: str | None
    """None: every town."""
    telegram_link: str | None
    """None where Telegram is not set up or does not answer."""
    signal_words: str
    signal_number: str | None
    """Which number to write them to; None where Signal is not set up."""

    uses: int
    """For how many people it is."""
    expires_at: str
    """ISO 8601, local time."""
    ends: datetime
    """The same moment, aware."""

    def as_json(self) -> dict[str, str | int | None]:
        """Return the fields that scripts rely on, all but `signal_number`: they know it."""
        return {name: value for name, value in asdict(self).items() if name not in ("signal_number", "ends")}


def town_named(opened: OpenNetwork, name: str) -> Town:
    """Return the town of that name. Raises SettingsError where the network has none."""
    town = opened.network.bearing(name)
    if town is not None:
        return town
    raise SettingsError(
        "--town",
        "is not a town of this network",
        "choose from " + ", ".join(t.name for t in opened.network.towns),
    )


async def make_invitation(
    settings: Settings,
    opened: OpenNetwork,
    role: Role,
    town: Town | None,
    clock: Clock,
    *,
    uses: int = 1,
    days: int = INVITE_LASTS.days,
) -> PrintedInvitation:
    """Make an invitation, kept only as its keyed hash. `town`: None for every town.

    Raises SettingsError for more people or days than it may be for.
    """
    if not 1 <= uses <= MOST_USES[role]:
        raise SettingsError("--uses", f"is more than {role.value}s get, or none", f"choose 1 to {MOST_USES[role]}")
    if not 1 <= days <= MOST_DAYS:
        raise SettingsError("--days", "is longer than an invitation lasts, or none", f"choose 1 to {MOST_DAYS}")
    await create_settings_lines(opened.store, settings)
    await learn_bot_name(settings, opened, clock)
    idle = await idle_lines(opened.store, settings)
    work = UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner(), lambda: idle)
    async with work.begin() as uow:
        if role is Role.COMMITTEE and await uow.people.with_role(COMMITTEE, None):
            raise SettingsError("--role", "has members, who admit others themselves", "one of them writes /committee")
        made = await invitations.invite(
            uow, clock.now(), role, town.id if town else None, uses=uses, lasts=timedelta(days=days)
        )
    return PrintedInvitation(
        code=made.words,
        role=role.value,
        town=town.name if town else None,
        telegram_link=made.link or None,
        signal_words=f"start {made.words}",
        signal_number=made.signal.name if made.signal is not None else None,
        uses=made.uses,
        ends=made.expires_at,
        expires_at=made.expires_at.astimezone(opened.network.zone).strftime("%Y-%m-%d %H:%M"),
    )


async def learn_bot_name(settings: Settings, opened: OpenNetwork, clock: Clock) -> None:
    """Ask Telegram what the settings' bot is called: before the first run nobody else knows."""
    if settings.telegram_bot_token is None:
        return
    token, store = settings.telegram_bot_token.get_secret_value(), opened.store
    async with store.write() as session:
        row = await of_account(session, store.vault, "telegram", token.partition(":")[0])
    if row.username is not None:
        return
    # Imported only when it is needed: Telegram's library takes longer to load than all the rest of this verb.
    from bot.transports.telegram.bot_name import bot_name

    name = await bot_name(token, settings.telegram_base_url, clock)
    if name:
        async with store.write() as session:
            await remember_name(session, store.vault, row.id, name)

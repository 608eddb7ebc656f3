"""Invitations that somebody can still use, as an operator lists and revokes them; beside a running bot too."""

from dataclasses import asdict, dataclass

from alerts.joining.invitation_oversight import revoke
from alerts.joining.ports import CODES
from alerts.people.code import Code, normal
from alerts.work.unit_of_work import UnitOfWork
from bot.network.open import OpenNetwork
from bot.network.short_number import id_of, short_numbers
from bot.process.clock import Clock
from bot.settings.settings import Settings
from handlers.core.lexicon import cleaner
from storage.unit_of_work import UnitOfWorkFactory

COLUMNS = ("invitation", "role", "town", "made by", "good until", "left", "of")


@dataclass(frozen=True, kw_only=True)
class ListedInvitation:
    """One invitation as an operator sees it: its words are not kept."""

    number: str
    role: str
    town: str | None
    """None: every town."""
    made_by: str
    """The coordinator's name; "operator" where nobody made it in the chat."""
    expires_at: str
    """ISO 8601, local time."""
    left: int
    """How many people can still use it."""
    uses: int
    """For how many people it was made."""

    def as_json(self) -> dict[str, str | int | None]:
        """Return the fields that scripts rely on."""
        return asdict(self)

    def as_row(self) -> tuple[str, ...]:
        """Return what stands in COLUMNS."""
        left, uses = str(self.left), str(self.uses)
        return self.number, self.role, self.town or "everywhere", self.made_by, self.expires_at, left, uses


@dataclass(frozen=True)
class InvitationRoster:
    """The open invitations of a network, as an operator sees them."""

    settings: Settings
    opened: OpenNetwork
    clock: Clock

    async def open_ones(self) -> list[ListedInvitation]:
        """Return every invitation that somebody can still use, oldest first."""
        async with self._work.look() as uow:
            codes = await CODES(uow).open_invitations(self.clock.now())
            numbers = short_numbers([code.id for code in codes])
            return [await self._listed(uow, code, numbers[code.id]) for code in codes]

    async def revoke(self, which: str) -> ListedInvitation:
        """End the one of this number, or of these words. Raises SettingsError where there is none."""
        async with self._work.begin() as uow:
            codes = await CODES(uow).open_invitations(self.clock.now())
            by_words = await CODES(uow).find("invite", normal(which))
            if by_words is not None and by_words.id in {code.id for code in codes}:
                code_id = by_words.id
            else:
                known = [code.id for code in codes]
                code_id = id_of(which, known, called="--revoke", listed_by="rebato invite --list")
            code = next(code for code in codes if code.id == code_id)
            listed = await self._listed(uow, code, str(code_id))
            await revoke(uow, self.clock.now(), code_id, None)
            return listed

    async def _listed(self, uow: UnitOfWork, code: Code, number: str) -> ListedInvitation:
        town = self.opened.network.town(code.town_id)
        maker = await uow.people.get(code.made_by_id) if code.made_by_id is not None else None
        name = "".join(sign for sign in maker.name if sign.isprintable())[:40] if maker else ""
        until = code.expires_at.astimezone(self.opened.network.zone)
        return ListedInvitation(
            number=number,
            role=code.role.value if code.role else "-",
            town=town.name if town else None,
            made_by=name or ("somebody" if maker else "operator"),
            expires_at=until.strftime("%Y-%m-%d %H:%M"),
            left=code.left,
            uses=code.uses,
        )

    @property
    def _work(self) -> UnitOfWorkFactory:
        return UnitOfWorkFactory(self.opened.store, self.settings.retention, self.settings.hotline, cleaner())

"""/me: what somebody said of themselves, and a tap to change each of it."""

from alerts.network.stopping import roles_by_town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.person import Person
from alerts.profile.membership_status import missing, waits_for
from alerts.profile.noting import note_words
from alerts.profile.ports import PROFILES
from alerts.profile.taps import AskAway, LetAlarmThrough, ShowMe, TellHours, TellPhoneConsent, TellSkills, WriteNote
from alerts.towns.taps import ShowOwnTowns
from handlers.core.turn import Turn
from handlers.people import towns
from handlers.profile import phone_consent, skill_list, telling_hours


async def me(turn: Turn, _: str) -> None:
    """Answer /me."""
    await show(turn, ShowMe())


async def show(turn: Turn, _: ShowMe) -> None:
    """Show it; nothing is kept of who never joined."""
    if turn.person.consented_at is None:
        await turn.reply(Notice.of("status.stranger"))
        return
    profile = await PROFILES(turn.uow).of(turn.person.id)
    parts = (
        text("profile.me"),
        *roles_by_town(turn.person, turn.network),
        *await waits_for(turn.uow, turn.person),
        *await missing(turn.uow, turn.person),
        skill_list.said_of(profile.in_order),
        telling_hours.said_of(profile.hours),
        phone_consent.said_of(profile.phone_consent),
        note_words(profile.note),
        *_away(turn.person),
    )
    await turn.reply(Notice(parts=parts).with_choices(*_changes(turn.person)))


def _away(person: Person) -> tuple[Text, ...]:
    return (text("profile.away_until", at=person.away_until),) if person.away_until is not None else ()


def _changes(person: Person) -> list[tuple[Choice, ...]]:
    rows: list[tuple[Choice, ...]] = [
        (
            TellSkills().choice(text("choice.profile.skills")),
            TellHours().choice(text("choice.profile.when")),
        ),
        (
            TellPhoneConsent().choice(text("choice.profile.call")),
            LetAlarmThrough().choice(text("choice.profile.alarm")),
        ),
    ]
    rows.append((WriteNote().choice(text("choice.profile.note")),))
    if person.grants:
        away = AskAway().choice(text("choice.profile.is_away" if person.away else "choice.profile.away"))
        rows.append((away, ShowOwnTowns().choice(text("choice.profile.own_towns"))))
    return rows


async def more_towns(turn: Turn, _: object) -> None:
    """Offer other towns; who has them all hears so."""
    if not turn.person.grants:
        await turn.acknowledge(text("choose.stale"))
    elif all(turn.person.roles_in(town.id) for town in turn.network.towns):
        await turn.acknowledge(text("profile.all_towns"))
    else:
        await towns.more(turn)

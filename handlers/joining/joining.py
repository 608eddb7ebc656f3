"""/start and /join: consent and language in one tap, then the town, then what they can do."""

from alerts.escalation.covering import covers_desk
from alerts.joining import asking, guessing, invitations
from alerts.joining.ports import JOIN_REQUESTS
from alerts.joining.taps import AskToJoin, Consent, DontJoin, LetIn, TurnAway
from alerts.joining.welcome import welcome
from alerts.notices import Notice, Text, text
from alerts.people.code import Code, normal
from alerts.people.person import Grant, Role
from alerts.profile.taps import AskedIn
from alerts.vouching import letting_in
from alerts.vouching.still_missing import still_missing
from alerts.vouching.taps import ShowOwnCode
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.info import texts
from handlers.joining.steps import AskedConsent
from handlers.people import towns
from handlers.profile import telling_skills


async def start(turn: Turn, rest: str) -> None:
    """Answer /start CODE, or /start alone."""
    if rest and turn.person.suspended:
        await turn.reply(Notice.of("trust.suspended_still"))
    elif rest:
        await _open(turn, rest)
    elif turn.person.grants:
        await turn.reply(Notice.of("start.known", network=turn.network.name))
    else:
        await turn.reply(texts.who_we_are(turn))


async def _open(turn: Turn, words: str) -> None:
    slowed = await guessing.why_not_try(turn.uow, turn.now, turn.person)
    if slowed is not None:
        await turn.reply(Notice(parts=(slowed.why,)))
        return
    code = await invitations.open_invitation(turn.uow, turn.now, turn.person, words)
    if code is None:
        waits = await invitations.is_waiting(turn.uow, words)
        await turn.reply(Notice.of("join.not_yet" if waits else "join.bad_code"))
    elif turn.person.consented_at is not None:
        await _gain(turn, code)
    else:
        await _ask_consent(turn, normal(words))


async def join(turn: Turn, rest: str) -> None:
    """Answer /join: with a code as /start; a stranger asks a coordinator; who is in adds a town."""
    if rest:
        await start(turn, rest)
    elif turn.person.consented_at is None:
        await _ask_consent(turn, "")
    elif turn.person.grants:
        await towns.towns(turn, "")
    else:
        await turn.reply(_which_town(turn))


async def _ask_consent(turn: Turn, code: str) -> None:
    await turn.enter(AskedConsent(code=code))
    yes = tuple((Consent(one).choice(text(f"choice.consent.{one}")),) for one in turn.network.languages)
    no = (DontJoin().choice(text("choice.no")),)
    parts = (
        text("consent.ask"),
        text("consent.head", network=turn.network.name),
        *texts.kept_of_everybody(await turn.uow.retention()),
        text("consent.account"),
        *texts.seen_in_group(turn),
    )
    await turn.reply(Notice(parts=parts, choices=(*yes, no)))


async def decline(turn: Turn, _: DontJoin) -> None:
    """Keep nothing of who does not want it."""
    if await turn.step(AskedConsent) is None:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    await turn.reply(Notice.of("join.no"))


async def consent(turn: Turn, tap: Consent) -> None:
    """Keep their consent and language, and give them what their invitation is for."""
    asked = await turn.step(AskedConsent)
    if asked is None or tap.language not in turn.network.languages:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    await turn.uow.people.consent(turn.person.id, turn.inbound.sender_name, turn.now)
    await turn.uow.people.set_language(turn.person.id, tap.language)
    await turn.refresh()
    if not asked.code:
        await turn.reply(_which_town(turn))
        return
    code = await invitations.open_invitation(turn.uow, turn.now, turn.person, asked.code)
    if code is None:
        await turn.reply(Notice.of("join.bad_code"))
    else:
        await _gain(turn, code)


async def _gain(turn: Turn, code: Code) -> None:
    known = code.role is not None and Grant(code.role, code.town_id) in turn.person.grants
    if known and not await covers_desk(turn.uow, turn.person.id, code.town_id):
        # It stays for somebody who needs it.
        await turn.reply(Notice.of("start.known", network=turn.network.name))
        return
    was_in = bool(turn.person.grants)
    role = await invitations.accept(turn.uow, turn.now, turn.person, code)
    if role is None:
        await turn.reply(Notice.of("join.bad_code"))
        return
    await turn.refresh()
    missing = await still_missing(turn.uow, turn.now, turn.person, Grant(code.role or role, code.town_id))
    await turn.reply(Notice(parts=(*welcome(turn.network, role, code.town_id), *missing)))
    if not was_in and role is not Role.COMMITTEE:
        await telling_skills.ask(turn, AskedIn.SIGN_UP)
    elif code.town_id is not None and len(turn.network.towns) > 1:
        await towns.more(turn)


def _which_town(turn: Turn) -> Notice:
    rows = [(AskToJoin(town.id).choice(text("choice.name", name=town.name)),) for town in turn.network.towns]
    return Notice.of("join.which_town").with_choices(*rows)


async def ask_to_join(turn: Turn, tap: AskToJoin) -> None:
    """Ask the coordinators of this town to let them in."""
    before = await JOIN_REQUESTS(turn.uow).of(turn.person.id)
    asked = await asking.ask_to_join(turn.uow, turn.now, turn.person, tap.town)
    if isinstance(asked, Refused):
        await turn.acknowledge(asked)
        return
    waits = await JOIN_REQUESTS(turn.uow).of(turn.person.id) is not None
    await turn.reply(_asked(turn, asked, tap.town) if waits else Notice(parts=(asked,)))
    if before is None and waits:
        # While somebody decides about them, they say the rest.
        await telling_skills.ask(turn, AskedIn.SIGN_UP)


def _asked(turn: Turn, asked: Text, town_id: int) -> Notice:
    """Say that somebody decides, and offer the code with which people who know them vouch for them."""
    town = turn.network.town(town_id)
    code = ShowOwnCode(town_id).choice(text("choice.vouching.code", town=town.name if town else ""))
    return Notice(parts=(asked, text("vouching.hint"))).with_choices((code,))


async def let_in(turn: Turn, tap: LetIn) -> None:
    """Let somebody in who asked, for a coordinator of that town."""
    grant = Grant(tap.role, tap.town)
    await turn.acknowledge(await letting_in.let_in(turn.uow, turn.now, turn.person, tap.person, grant))


async def turn_away(turn: Turn, tap: TurnAway) -> None:
    """Do not let somebody in who asked, for a coordinator of that town."""
    await turn.acknowledge(await asking.turn_away(turn.uow, turn.now, tap.person, tap.town, turn.person))

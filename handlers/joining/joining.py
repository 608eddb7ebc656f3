"""/start, /join and /invite: consent and language in one tap, then towns, then what it means."""

from datetime import datetime

from alerts.joining import joining
from alerts.network.town import Network
from alerts.notices import Choice, Notice, Text, text
from alerts.people.code import Code, normal
from alerts.people.person import Person, Role
from alerts.work.unit_of_work import UnitOfWork
from handlers.core.turn import Turn
from handlers.info import texts
from handlers.people import towns
from locales.roles import role_named

COORDINATOR = frozenset({Role.COORDINATOR})


async def start(turn: Turn, rest: str) -> None:
    """/start CODE, or /start alone."""
    if rest:
        code = await joining.open_invitation(turn.uow, turn.now, turn.person, rest)
        if code is None:
            await turn.reply(Notice.of("join.bad_code"))
        elif turn.person.consented_at is not None:
            await _gain(turn, code)
        else:
            await _ask_consent(turn, {"code": normal(rest)})
    elif turn.person.grants:
        await turn.reply(Notice.of("start.known", network=turn.network.name))
    else:
        await turn.reply(texts.who_we_are(turn))


async def join(turn: Turn, rest: str) -> None:
    """/join: with a code as /start; a stranger asks a coordinator; who is in adds a town."""
    if rest:
        await start(turn, rest)
    elif turn.person.consented_at is None:
        await _ask_consent(turn, {"code": ""})
    elif turn.person.grants:
        await towns.towns(turn, "")
    else:
        await turn.reply(_which_town(turn))


async def _ask_consent(turn: Turn, data: dict[str, str]) -> None:
    await turn.uow.conversations.go(turn.person.id, "consent", data, turn.now)
    yes = tuple((Choice(f"join.yes:{code}", text(f"choice.consent.{code}")),) for code in turn.network.languages)
    parts = (
        text("consent.head", network=turn.network.name),
        *texts.kept(turn.uow.retention),
        text("consent.ask"),
    )
    await turn.reply(Notice(parts=parts, choices=(*yes, (Choice("join.no", text("choice.no")),))))


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """The taps of joining."""
    del notice
    match words:
        case ["yes", language]:
            await _consented(turn, language)
        case ["no"]:
            await _declined(turn)
        case ["town", town_id]:
            asked = await joining.ask_to_join(turn.uow, turn.now, turn.person, int(town_id))
            await turn.reply(Notice.of("join.asked" if asked else "join.nobody_to_ask"))
        case ["accept", person_id, town_id, role]:
            await _accept(turn, int(person_id), int(town_id), Role(role))
        case ["decline", person_id, town_id]:
            await _decline(turn, int(person_id), int(town_id))
        case ["done"]:
            await turn.reply(Notice.of("join.done"))
        case _:
            await turn.acknowledge(text("choose.stale"))


async def _declined(turn: Turn) -> None:
    step = await turn.uow.conversations.step(turn.person.id)
    if step is None or step.name != "consent":
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.uow.conversations.leave(turn.person.id)
    await turn.reply(Notice.of("join.no"))


async def _consented(turn: Turn, language: str) -> None:
    step = await turn.uow.conversations.step(turn.person.id)
    if step is None or step.name != "consent" or language not in turn.network.languages:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.uow.conversations.leave(turn.person.id)
    await turn.uow.people.consent(turn.person.id, turn.inbound.sender_name, turn.now)
    await turn.uow.people.set_language(turn.person.id, language)
    await turn.refresh()
    code = (
        await joining.open_invitation(turn.uow, turn.now, turn.person, step.data["code"]) if step.data["code"] else None
    )
    if code is not None:
        await _gain(turn, code)
    elif step.data["code"]:
        await turn.reply(Notice.of("join.bad_code"))
    else:
        await turn.reply(_which_town(turn))


async def _gain(turn: Turn, code: Code) -> None:
    if code.role is None or not await joining.accept(turn.uow, turn.now, turn.person, code):
        await turn.reply(Notice.of("join.bad_code"))
        return
    await turn.refresh()
    await turn.reply(Notice(parts=_welcome(turn.network, code.role, code.town_id)))
    if code.town_id is not None and len(turn.network.towns) > 1:
        await towns.more(turn)


def _welcome(network: Network, role: Role, town_id: int | None) -> tuple[Text, ...]:
    town = network.town(town_id)
    where = town.name if town else text("join.every_town")
    return (
        text("join.welcome", network=network.name),
        text(f"join.as.{role}", town=where),
        text("join.impostors"),
    )


def _which_town(turn: Turn) -> Notice:
    rows = tuple((Choice(f"join.town:{town.id}", text("choice.name", name=town.name)),) for town in turn.network.towns)
    return Notice.of("join.which_town").with_choices(*rows)


async def _accept(turn: Turn, person_id: int, town_id: int, role: Role) -> None:
    person = await turn.uow.people.get(person_id)
    town = turn.network.town(town_id)
    if person is None or town is None or not turn.person.has(COORDINATOR, town_id):
        await turn.acknowledge(text("refused.role"))
    elif person.roles_in(town_id) or person.stopped_at is not None:
        await turn.acknowledge(text("toast.known"))
    else:
        await _let_in(turn.uow, turn.now, turn.network, person, town_id, role)
        await turn.acknowledge(text("toast.let_in", town=town.name))


async def _let_in(uow: UnitOfWork, now: datetime, network: Network, person: Person, town_id: int, role: Role) -> None:
    await uow.people.grant(person.id, role, town_id, now)
    await uow.mail.to_person(person.id, Notice(parts=_welcome(network, role, town_id)), now)


async def _decline(turn: Turn, person_id: int, town_id: int) -> None:
    person = await turn.uow.people.get(person_id)
    if person is None or not turn.person.has(COORDINATOR, town_id):
        await turn.acknowledge(text("refused.role"))
        return
    await turn.uow.mail.to_person(person_id, Notice.of("join.declined"), turn.now)
    await turn.acknowledge(text("toast.declined"))


async def invite(turn: Turn, rest: str) -> None:
    """/invite responder Northampton: a coordinator's, for a town of theirs."""
    words = rest.split(maxsplit=1)
    named = role_named(words[0]) if words else None
    role = Role(named) if named else None
    town = turn.network.named(words[1]) if len(words) > 1 else None
    if not any(grant.role is Role.COORDINATOR for grant in turn.person.grants):
        await turn.reply(Notice.of("refused.role"))
    elif role is None or town is None:
        await turn.reply(Notice.of("invite.how"))
    elif not turn.person.has(COORDINATOR, town.id):
        await turn.reply(Notice.of("refused.role"))
    else:
        made = await joining.invite(turn.uow, turn.now, role, town.id)
        parts = [text("invite.made", role=text(f"role.{role}"), town=town.name)]
        if made.telegram is not None:
            parts.append(text("invite.link", link=made.link))
        if made.signal is not None:
            parts.append(text("invite.signal", number=made.signal.name, code=made.words))
        if made.telegram is None and made.signal is None:
            parts.append(text("invite.code", code=made.words))
        await turn.reply(Notice(parts=tuple(parts)))

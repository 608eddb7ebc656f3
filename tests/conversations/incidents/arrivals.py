"""What may arrive while a dispatcher reads what is about to go out, each as people and the desk do it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from alerts.groups.ports import GROUPS
from alerts.people.person import Role
from storage.unit_of_work import SqlUnitOfWork
from tests.conversations.phone import Held, Phone
from tests.conversations.scenes import CORNER, Cast, gathered
from tests.conversations.screen import Line
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town

OTHER = "Oak & 9th"


@dataclass(frozen=True)
class DeskCast(Cast):
    """The people of the drill, with who else may come by."""

    leo: Phone
    """Dispatcher, Northampton, Telegram, Spanish."""
    sam: Phone
    """A stranger, Telegram."""


async def at_the_desk(town: Town, *, observed: bool) -> DeskCast:
    """Rosa has reported, and with `observed` Jean sees it. Dana has the desk of every town."""
    cast = await gathered(town)
    leo, sam = await town.with_people("Leo es dispatcher", "Sam")

    async def give(uow: SqlUnitOfWork) -> None:
        for one in town.network.towns:
            await uow.grants.give(cast.dana.person_id, Role.DISPATCHER, one.id, town.now)

    await town.work.run(give)
    await cast.rosa.says(f"/reportar dos camionetas blancas en {CORNER}")
    if observed:
        await cast.jean.taps("look.seen")
    return DeskCast(**vars(cast), leo=leo, sam=sam)


async def does(phone: Phone, *steps: str, number: int = 1) -> None:
    """Tap each as long as it is offered, desk.* on the card of this number; what begins with ">" is said."""
    for step in steps:
        if step.startswith(">"):
            await phone.says(step.removeprefix(">"))
            continue
        if step == "desk.show":
            held = phone._offered(step, number=number)
        else:
            held = on_card(phone, step, number) if step.startswith("desk.") else phone._offered(step)
        if held is None:
            return
        await phone.press(held)


def on_card(phone: Phone, what: str, number: int = 1) -> Held | None:
    """The choice on the newest card of this number."""
    for line in reversed(phone.screen.lines):
        if is_card(line, number):
            offered = line.offer(what)
            return Held(line.ref, offered[1].data if offered[1] else "", offered[2]) if offered else None
    return None


def is_card(line: Line, number: int) -> bool:
    """Whether it is the card of this number: one that is the same is named on another's."""
    head = line.spoken.notice.parts[0]
    return head.key == "card.head" and head.values["number"] == number


async def _takes_over(cast: DeskCast, what: str) -> None:
    await cast.town.forward(seconds=4)
    await does(cast.dana, what)


async def _the_strangers_point_is_taken_over(cast: DeskCast) -> None:
    await cast.sam.says(f"agents at {CORNER}, Northampton").sends_location(NORTHAMPTON[0] + 0.002, NORTHAMPTON[1])
    await _takes_over(cast, "desk.use.place")


async def _the_strangers_facts_are_taken_over(cast: DeskCast) -> None:
    await does(cast.sam, f">vans at {CORNER}, Northampton", "kind.see", "activity.leaving", "size.many")
    await _takes_over(cast, "desk.use.facts")


async def _another_is_the_same(cast: DeskCast) -> None:
    await does(cast.marisol, f">/reportar tres camionetas en {OTHER}", "kind.see", "activity.taking")
    await does(cast.dana, "desk.same:1", number=2)


async def _it_is_the_same_as_another(cast: DeskCast) -> None:
    await cast.marisol.says(f"/reportar tres camionetas en {OTHER}")
    await does(cast.dana, ">/desk", "desk.show", "desk.same:2")


async def _the_other_dispatcher_corrects_the_place(cast: DeskCast) -> None:
    """Once the claim has lapsed."""
    await cast.town.forward(minutes=2, seconds=5)
    await does(cast.leo, "desk.correct", "choice.correct.place", ">Maple St 12")


async def _the_other_dispatcher_dismisses_it(cast: DeskCast) -> None:
    await cast.town.forward(minutes=2, seconds=5)
    await does(cast.leo, "desk.dismiss", "end.dismiss")


async def _a_pins_title_is_put_back(cast: DeskCast) -> None:
    await cast.rosa.sends_location(*NORTHAMPTON, "Lupita")
    await does(cast.dana, "desk.confirm", "confirm.putback")


async def _a_masked_shop_is_put_back(cast: DeskCast) -> None:
    await cast.rosa.says("están frente a Lupita")
    await does(cast.dana, "desk.confirm", "confirm.putback")


async def _asks_for_silence(cast: DeskCast, place: str) -> None:
    await does(cast.marisol, f">/reportar dos camionetas en {place}", "kind.came", "witnesses.no", "write.no")


async def _becomes_a_subscriber(cast: DeskCast) -> None:
    """As a coordinator may have it."""
    town_id = cast.town.network.towns[0].id
    async with cast.town.work.begin() as uow:
        await uow.grants.take(cast.marisol.person_id, town_id)
        await uow.grants.give(cast.marisol.person_id, Role.SUBSCRIBER, town_id, cast.town.now)


async def _blocks_us(cast: DeskCast) -> None:
    cast.marisol.screen.blocked = True
    await cast.marisol.says("/help")


async def _leaves_and_another_joins(cast: DeskCast) -> None:
    await cast.tomas.says("/stop")
    await cast.town.with_people("Nina es subscriber")


async def _has_another_name(cast: DeskCast) -> None:
    cast.rosa.name = "Rosa Lupita Morales"
    await cast.rosa.says("/help")


async def _a_group_is_gone(cast: DeskCast) -> None:
    async with cast.town.work.begin() as uow:
        await GROUPS(uow).removed(cast.town.signal.line_id, cast.on_signal.address)


Arrival: TypeAlias = Callable[[DeskCast], Awaitable[object]]

ARRIVALS: dict[str, Arrival] = {
    # Who reported it.
    "the reporter writes more": lambda c: c.rosa.says("están tocando puertas"),
    "the reporter shares the place": lambda c: c.rosa.sends_location(*NORTHAMPTON),
    "the reporter taps a fact": lambda c: does(c.rosa, "kind.see", "activity.taking"),
    "the reporter sends a photo with a caption": lambda c: c.rosa.sends_photo("traen perros"),
    "the reporter writes private words": lambda c: c.rosa.says("mi prima Yesenia está adentro, llame al 413 555 0142"),
    "the reporter says where they are now": lambda c: c.rosa.says(f"ya no están ahí, ahora están en {OTHER}"),
    "the reporter takes it back": lambda c: c.rosa.says("falsa alarma, era el inspector de bomberos, perdón"),
    "the reporter is muted": lambda c: does(c.dana, "desk.people", "reporter.mute"),
    "the reporter has another name": _has_another_name,
    "the reporter leaves": lambda c: c.rosa.says("/stop").taps("stop.yes"),
    "a pin's title is put back": _a_pins_title_is_put_back,
    "a masked shop is put back": _a_masked_shop_is_put_back,
    # Who reports it too.
    "a subscriber reports it too": lambda c: c.tomas.says(f"/reportar dos camionetas en {CORNER}"),
    "a subscriber reports another town": lambda c: c.tomas.says(f"/reportar dos camionetas en {OTHER}, Holyoke"),
    "a stranger reports it too": lambda c: does(c.sam, f">vans at {CORNER} in Northampton", "kind.see", "size.few"),
    "a stranger says that it is over": lambda c: does(c.sam, f">vans at {CORNER}, Northampton", "kind.over"),
    "a stranger's point is taken over": _the_strangers_point_is_taken_over,
    "a stranger's facts are taken over": _the_strangers_facts_are_taken_over,
    # Who looks.
    "another one sees it": lambda c: does(c.marisol, "look.seen"),
    "the observer takes it back": lambda c: does(c.jean, "look.nothing"),
    "the observer loses the role": lambda c: does(c.jean, ">/leave", "towns.leave:1"),
    "another one finds nothing": lambda c: does(c.marisol, "look.nothing"),
    # Who reads.
    "a reader blocks us": _blocks_us,
    "a reader leaves": lambda c: c.tomas.says("/stop"),
    "a reader joins": lambda c: c.town.with_people("Nina es subscriber"),
    "a reader leaves and another joins": _leaves_and_another_joins,
    "a reader changes their language": lambda c: does(c.marisol, ">/language", "language.own.en"),
    "a reader on Signal changes theirs": lambda c: does(c.jean, ">/language", "language.own.es"),
    "a witness becomes a subscriber": _becomes_a_subscriber,
    "a reader asks for silence": lambda c: _asks_for_silence(c, CORNER),
    "a reader asks for silence elsewhere": lambda c: _asks_for_silence(c, OTHER),
    "a group is gone": _a_group_is_gone,
    # Time.
    "a minute passes": lambda c: c.town.forward(seconds=61),
    "three minutes pass": lambda c: c.town.forward(minutes=3),
    "midnight passes": lambda c: c.town.forward(hours=7),
    # The dispatcher who reads it.
    "she leaves the words out": lambda c: does(c.dana, "confirm.without"),
    "she translates the words": lambda c: does(c.dana, "confirm.translate", ">two vans, and knocking"),
    "she sends it to herself": lambda c: does(c.dana, "confirm.me"),
    "she writes something else": lambda c: c.dana.says("two more vans on Pine St, I am looking at it"),
    "she corrects the place": lambda c: does(c.dana, "desk.correct", "choice.correct.place", ">Maple St 12"),
    "she takes the place out": lambda c: does(c.dana, "desk.correct", "choice.correct.place", "correct.place.out"),
    "she corrects the town": lambda c: does(c.dana, "desk.correct", "choice.correct.town", "correct.town"),
    "she corrects the time": lambda c: does(c.dana, "desk.correct", "choice.correct.time", "correct.ago:30"),
    "she corrects the kind": lambda c: does(c.dana, "desk.correct", "choice.correct.kind", "correct.kind:came"),
    "she says that it is over": lambda c: does(c.dana, "desk.correct", "choice.correct.kind", "correct.kind:over"),
    "she takes the point out": lambda c: does(c.dana, "desk.correct", "choice.correct.place", "correct.point.out"),
    "she lets the reporter's words go out again": lambda c: does(
        c.dana, "desk.correct", "choice.correct.words", ">Two white vans", "desk.correct", "choice.correct.words",
        "correct.words.own",
    ),
    "one report is another's": lambda c: does(c.dana, "desk.split", "desk.split:2"),
    "she backs out": lambda c: does(c.dana, "confirm.back"),
    "she corrects a fact": lambda c: does(
        c.dana, "desk.correct", "choice.correct.facts", "choice.correct.what.size", "choice.size.some"
    ),
    "she corrects the words": lambda c: does(c.dana, "desk.correct", "choice.correct.words", ">Two white vans"),
    "she takes the words out": lambda c: does(c.dana, "desk.correct", "choice.correct.words", "correct.words.out"),
    "another is the same": _another_is_the_same,
    "she dismisses it and opens it again": lambda c: does(c.dana, "desk.dismiss", "end.dismiss", "choice.reopen"),
    "she cannot verify it": lambda c: does(c.dana, "desk.unverifiable"),
    # What takes it out of her hands.
    "it is the same as another": _it_is_the_same_as_another,
    "another dispatcher corrects the place": _the_other_dispatcher_corrects_the_place,
    "another dispatcher dismisses it": _the_other_dispatcher_dismisses_it,
    "she loses the role": lambda c: does(c.dana, ">/leave", "towns.leave:1"),
}  # fmt: skip
"""By what happens; to add one is to add a line."""

"""Who missed two tests in a row: by name and digits, with a tap each to their page, for a call."""

from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.people.pseudonym import pseudonym
from alerts.reach_tests.result_pages import missed_two
from alerts.reach_tests.taps import ShowUnanswered
from alerts.reach_tests.unanswered import Unanswered
from alerts.trust.taps import ShowPersonPage
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn

PAGE = 6
"""People in one message; more would not fit one of Signal's in two languages."""


async def show(turn: Turn, tap: ShowUnanswered) -> None:
    """Show a page of them."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    missed = await missed_two(turn.uow, turn.now, town.id)
    page = missed[max(tap.start, 0) :][:PAGE]
    found = [(one, await turn.uow.people.get(one.person_id)) for one in page]
    shown = [(one, person) for one, person in found if person is not None]
    if not shown:
        await turn.acknowledge(text("reach_tests.nobody_missed", town=town.name))
        return
    rows: list[tuple[Choice, ...]] = [(_open(person),) for _, person in shown]
    if missed[tap.start + PAGE :]:
        rows.append((ShowUnanswered(town.id, tap.start + PAGE).choice(text("choice.trust.more_people")),))
    head = text("reach_tests.missed_head", town=town.name)
    notice = Notice(parts=(head, *(_line(one, person) for one, person in shown)), internal=True)
    await turn.reply(notice.with_choices(*rows))


def _line(one: Unanswered, person: Person) -> Text:
    who = {"name": named(person), "code": pseudonym(person.id)}
    if not one.silent:
        return Text("reach_tests.missed_all", who)
    return Text("reach_tests.missed_app", {**who, "apps": tuple(app.title() for app in one.silent)})


def _open(person: Person) -> Choice:
    label = text("choice.trust.open", name=named(person), code=pseudonym(person.id))
    return ShowPersonPage(person.id).choice(label)

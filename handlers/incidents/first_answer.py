"""What somebody hears first about what they reported: it arrived, what they may do, what is still missing."""

from dataclasses import replace

from alerts.incidents import salute
from alerts.incidents.incident import Report
from alerts.incidents.matter import PRIVATE
from alerts.incidents.reporting import FiledReport
from alerts.incidents.taps import ReportTown, TakeBack, TellFact
from alerts.notices import Choice, Notice, Quote, Text, text
from alerts.people.taps import ChooseLanguage
from alerts.understanding.phrases import SaidText
from alerts.work.hotline import whom_to_call
from handlers.core.lexicon import lexicon
from handlers.core.turn import Turn
from locales.catalogue import first_answer_languages

_PLACE = 80
"""Characters of a place that is said back."""
_BELOW = {"came": (text("report.came_rights"), text("report.no_papers")), "see": (text("report.distance"),)}
"""What else somebody hears who says so, below the first question."""


async def give(turn: Turn, filed: FiledReport, *, may_be_none: bool) -> None:
    """Answer what was filed. `may_be_none`: with the tap that says that it was no report."""
    matter = filed.incident.matter
    theirs = _language_of(turn, filed.report)
    if theirs is not None:
        await turn.reply(_in_their_language(turn, filed, theirs))
    elif matter in PRIVATE:
        await turn.reply(_private(turn, filed))
    elif filed.report.facts.get("kind") == "taken":
        await turn.reply(taken(turn), next_question(filed.report, "kind", "taken"))
    elif filed.report.facts.get("kind") == "came":
        await turn.reply(_received(turn, filed, ()), next_question(filed.report, "kind", "came"))
    else:
        back = ((TakeBack(filed.report.id).choice(text("choice.not_report")),),) if may_be_none else ()
        await turn.reply(_received(turn, filed, (*_kinds(filed.report), *back)))
    await ask_town(turn, filed)


def _language_of(turn: Turn, report: Report) -> str | None:
    """Return the language of somebody whose language we have the first answer in, and no more; else None."""
    known = turn.person.language is not None or report.language not in first_answer_languages()
    return None if known else report.language


def _in_their_language(turn: Turn, filed: FiledReport, language: str) -> Notice:
    """Make the first answer in a language that we can say no more in, with taps for those that we write."""
    lost = filed.report.facts.get("kind") == "taken"
    rows = () if lost or filed.incident.matter in PRIVATE else _kinds(filed.report)
    # The first alone: what they need not do at home stands among their rights.
    parts = taken(turn).parts if lost else _received_parts(turn, filed, asks_kind=bool(rows))[:1]
    own = tuple(ChooseLanguage(code).choice(text(f"language.own.{code}")) for code in turn.network.languages)
    rights = () if lost else (text("rights.short"), *hotline(turn))
    return Notice(
        parts=(*parts, *rights, text("first.language")),
        choices=(*rows, own),
        subject_id=filed.incident.id,
        language=language,
    )


def _received_parts(turn: Turn, filed: FiledReport, *, asks_kind: bool) -> tuple[Text, ...]:
    """Say that it arrived and what is still missing, on one line; then what they need not do at home, or in a car."""
    received = text("report.received", at=turn.now)
    door = text("report.car" if _in_a_car(filed.report) else "report.door")
    if not filed.incident.place.usable and filed.incident.matter not in PRIVATE:
        return (on_one_line(received, text("report.where")), door)
    if asks_kind:
        return (on_one_line(received, text("ask.kind")), door)
    return (on_one_line(received, door),)


def _in_a_car(report: Report) -> bool:
    """Say whether they came for somebody who sits in a car."""
    return report.facts.get("kind") == "came" and SaidText.of(report.words, lexicon()).has("in_my_car")


def _received(turn: Turn, filed: FiledReport, rows: tuple[tuple[Choice, ...], ...]) -> Notice:
    """Make the first answer to a report: as a rule under 300 characters in both languages."""
    incident = filed.incident
    parts = list(_received_parts(turn, filed, asks_kind=bool(rows)))
    if incident.outside:
        parts.append(text("report.outside", town=incident.outside))
    elif incident.town_proposed:
        parts.append(text("report.town_proposed", town=_town_name(turn, incident.town_id)))
    return Notice(parts=tuple(parts), choices=rows, subject_id=incident.id)


def on_one_line(first: Text, second: Text) -> Text:
    """Put two sentences on one line: the first line of a message says what to do."""
    return text("both.sentences", first=first, second=second)


def _kinds(report: Report) -> tuple[tuple[Choice, ...], ...]:
    kinds = salute.FACTS["kind"]
    return tuple((TellFact(report.id, "kind", kind).choice(text(f"choice.kind.{kind}")),) for kind in kinds)


def _private(turn: Turn, filed: FiledReport) -> Notice:
    """Make the answer to what is no alert: it went to the team, and to nobody else."""
    parts = (text(f"private.{filed.incident.matter}"), text("private.passed_on"), *hotline(turn))
    return Notice(parts=parts, subject_id=filed.incident.id)


def taken(turn: Turn) -> Notice:
    """Make the first words to somebody whose relative was taken."""
    parts = (
        text("taken.with_you"),
        text("taken.sign"),
        text("taken.ready"),
        text("taken.locator"),
        text("taken.beware"),
        *hotline(turn),
    )
    return Notice(parts=parts)


def hotline(turn: Turn) -> tuple[Text, ...]:
    """Say whom to call: the hotline; where there is none, a lawyer or somebody they trust."""
    return (whom_to_call(turn.uow.hotline),)


async def ask_town(turn: Turn, filed: FiledReport) -> None:
    """Ask which town it is where the place leaves it open; before there is a place, one question at a time."""
    incident = filed.incident
    if incident.town_id is not None or incident.outside or not incident.place.usable or incident.matter in PRIVATE:
        return
    towns = [
        ReportTown(filed.report.id, town.id).choice(text("choice.name", name=town.name)) for town in turn.network.towns
    ]
    await turn.reply(Notice.of("report.which_town").with_choices(*((town,) for town in towns)))


def place_noted(filed: FiledReport) -> Text:
    """Say the place back, so that an error is seen at once."""
    place = filed.report.place
    shown = Quote(place.words, _PLACE) if place.words else text("place.on_map")
    return text("report.place_added", place=shown)


def next_question(report: Report, name: str, value: str) -> Notice:
    """Make what follows a tap: the next question, or a word that it is enough."""
    heard = text(f"report.kind.{value}") if name == "kind" and value != "taken" else None
    question = salute.next_question(report.facts)
    if question is None:
        quiet = (name, value) == ("write", "no")
        enough = "report.quiet" if quiet else "taken.enough" if report.facts.get("kind") == "taken" else "report.thanks"
        return Notice(parts=(heard or text(enough),))
    options = [_option(report, question, option) for option in salute.FACTS[question]]
    rows = [tuple(options[i : i + 2]) for i in range(0, len(options), 2)]
    if question in salute.SALUTE:
        rows.append((TellFact(report.id, question, "skip").choice(text("choice.skip")),))
    ask = text(f"ask.{question}")
    parts = (on_one_line(heard, ask), *_BELOW.get(value, ())) if heard is not None else (ask,)
    return Notice(parts=parts, choices=tuple(rows), subject_id=report.incident_id)


def _option(report: Report, question: str, option: str) -> Choice:
    choice = TellFact(report.id, question, option).choice(text(f"choice.{question}.{option}"))
    return replace(choice, counts=salute.COUNTS.get((question, option)))


def _town_name(turn: Turn, town_id: int | None) -> str:
    town = turn.network.town(town_id)
    return town.name if town else ""

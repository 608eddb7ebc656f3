"""Every command in both names, and what those hear who may not use it."""

from pathlib import Path

import pytest

from alerts.areas import KEEPS
from handlers.areas import AREAS
from locales.commands import commands, name_in
from tests.conversations.scenes import reported
from tests.conversations.screen import Line
from tests.conversations.town import Town

ALWAYS_IN_HELP = {"help.report", "help.example", "help.line"}
HERE = Path(__file__).parent
ANSWERS = {
    "start": ("start.stranger", "start.known"),
    "report": ("report.received", "report.received"),
    "help": ("help.report", "help.report"),
    "language": ("language.ask", "language.ask"),
    "towns": ("towns.none", "towns.line"),
    "join": ("consent.head", "towns.line"),
    "leave": ("leave.none", "leave.ask"),
    "status": ("status.stranger", "status.head"),
    "privacy": ("privacy.head", "privacy.head"),
    "rights": ("rights.full", "rights.full"),
    "stop": ("stop.done", "stop.ask"),
    "desk": ("refused.role", "refused.role"),
    "link": ("link.join_first", "link.code"),
    "cancel": ("cancel.done", "cancel.done"),
    "invite": ("refused.role", "refused.role"),
}
"""What a stranger hears, and what a member."""


def test_every_command_is_among_them_or_its_area_has_conversations_of_its_own() -> None:
    areas = {command.name: area.name for area in AREAS for command in area.commands}
    others = set(commands()) - ANSWERS.keys()
    assert ANSWERS.keys() <= set(commands())
    assert {areas[name] for name in others} <= {test.parent.name for test in HERE.glob("*/test_*.py")}


@pytest.mark.parametrize("language", ["en", "es"])
async def test_every_command_answers_strangers_and_members_by_both_names(town: Town, language: str) -> None:
    for command, (to_strangers, to_members) in ANSWERS.items():
        name = name_in(command, language)
        sam, rosa = await town.with_people("Sam signal", "Rosa es member")
        await sam.says(f"/{name}").hears(to_strangers)
        await rosa.says(f"/{name.upper()}@rebato_bot").hears(to_members)


async def test_refusals_reveal_nothing(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    for phone in (sam, cast.rosa, cast.jean):
        for words in ("/desk", "/invite", "/invite responder Northampton", "/invite x y"):
            await phone.says(words).hears("refused.role").hears_nothing()
            assert "#" not in phone.text


async def test_help_offers_what_the_person_can_use_and_no_more(town: Town) -> None:
    sam, jean, dana, cora = await town.with_people(
        "Sam", "Jean en responder", "Dana en dispatcher", "Cora en coordinator"
    )
    (ida,) = await town.with_people("Ida en committee everywhere")
    shown: dict[str, list[set[str]]] = {}
    for phone in (sam, jean, dana, cora, ida):
        await phone.says("/help").hears("help.report")
        messages = [_offered_in_help(line) for line in phone.screen.lines]
        shown[phone.name] = [message for message in messages if message]
    everybody = {"rights", "privacy", "contacts", "mydata", "language", "stop", "forget"}
    joined = everybody | {"trainings", "me", "vouch", "towns", "status", "link", "unlink", "leave"}
    desk = {"help.desk", "help.by_number", "desk", "shifts", "escalate", "helpers"}
    of_coordinators = {
        "invite",
        "invites",
        "people",
        "queue",
        "vouching",
        "lock",
        "reach",
        "export",
        "hold",
        "panic",
        "escalation",
    }
    assert shown == {
        "Sam": [everybody | {"join"}],
        "Jean": [joined | {"group", "help.responder"}],
        "Dana": [joined | {"group"}, desk],
        "Cora": [joined | {"group"}, desk | {"help.coordinator", "audit"} | of_coordinators],
        "Ida": [joined, {"help.committee", "committee", "audit"}],
    }


def _offered_in_help(line: Line) -> set[str]:
    """Return the commands and paragraphs of a message of /help."""
    parts = line.spoken.notice.parts
    commands = {str(part.values["command"]).split(".")[1] for part in parts if part.key == "help.line"}
    return commands | {part.key for part in parts if part.key.startswith("help.")} - ALWAYS_IN_HELP


async def test_the_language_may_be_changed_at_any_time(town: Town) -> None:
    rosa, sam = await town.with_people("Rosa es member", "Sam signal")
    await rosa.says("/idioma").hears("language.ask").taps("language.is:en").hears("language.done")
    await rosa.says("/rights").hears("rights.full")
    assert rosa.languages == {"en"}
    await sam.says("/language").taps("language.is:es").hears("language.done").says("/rights").hears("rights.full")
    assert sam.languages == {"es"}


async def test_privacy_is_the_retention_table_itself(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("/privacidad").hears("privacy.head")
    assert sam.last is not None
    for row in town.work.retention.rows(KEEPS):
        assert {row.what, row.why} <= set(sam.last.keys)


async def test_a_command_in_the_middle_of_something_is_still_a_command(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    await nina.says(f"/start {await town.invitation('member')}").hears("consent.head")
    await nina.says("/report vans at Elm & 3rd in Northampton").hears("report.received")
    await nina.taps("consent.en").is_told("choose.stale")


async def test_commands_without_a_slash_work_and_a_plea_is_never_taken_for_one(town: Town) -> None:
    (sam,) = await town.with_people("Sam signal")
    await sam.says("derechos").hears("rights.full").says("Privacy").hears("privacy.head")
    await sam.says("ayuda").hears("report.received")


async def test_unknown_commands_get_a_helpful_answer(town: Town) -> None:
    sam, rosa = await town.with_people("Sam", "Rosa es member")
    for phone in (sam, rosa):
        await phone.says("/frobnicate now").hears("help.unknown").says("/").hears("help.unknown")

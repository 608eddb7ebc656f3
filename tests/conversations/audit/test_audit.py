"""/audit: what was granted, taken and decided stands in a log under pseudonyms, for coordinators of the town."""

import ast
from pathlib import Path

import pytest

import alerts
import handlers
from alerts.audit.deed import Action, Deed
from alerts.audit.kept import AUDIT
from alerts.audit.ports import AUDIT_LOG, AuditFilter
from alerts.audit.recording import record
from alerts.people.pseudonym import pseudonym
from alerts.towns import ending
from alerts.upkeep.purging import MAIL_EVERY, PURGE_MAIL
from alerts.work.refused import Refused
from handlers.audit.reading import PAGE
from tests.conversations.scenes import REPORT, confirmed, observed
from tests.conversations.town import Town


async def _log(town: Town) -> list[tuple[str, int | None, int | None]]:
    return [(row.action, row.by_id, row.whom_id) for row in await town.rows_of("audit_entry")]


async def _done(town: Town) -> list[str]:
    return [action for action, _, _ in await _log(town)]


async def test_an_incident_s_decisions_stand_there_in_order(town: Town) -> None:
    cast = await observed(town)
    (leo,) = await town.with_people("Leo en dispatcher")
    await cast.dana.taps("desk.claim").taps("desk.confirm").taps("confirm.send")
    await cast.dana.taps("desk.update").taps("tell.enough")
    await town.forward(minutes=5)
    await leo.says("/desk").taps("desk.show").taps("desk.allclear").taps("end.allclear")
    await leo.taps("desk.reopen")
    await leo.taps("desk.dismiss").taps("end.dismiss")
    rows = await town.rows_of("audit_entry")
    assert [row.action for row in rows] == [
        "claimed", "confirming", "sent", "updated", "all_clear", "reopened", "dismissed",
    ]  # fmt: skip
    assert {row.incident for row in rows} == {1}
    assert [row.by_id for row in rows] == [cast.dana.person_id] * 4 + [leo.person_id] * 3


async def test_a_report_alone_writes_nothing_there(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa es member")
    await rosa.says(REPORT)
    assert await _log(town) == []


async def test_who_came_in_and_was_put_out_stands_there_with_whose_deed_it_was(town: Town) -> None:
    cora, ben, nina, sam, dana = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", "Nina", "Sam", "Dana en dispatcher"
    )
    await cora.says("/invite responder Northampton").hears("invite.made")
    assert cora.last is not None
    [code] = [part.values["code"] for part in cora.last.spoken.notice.parts if "code" in part.values]
    await nina.says(f"/start {code}").taps("consent.en")
    await sam.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    await ben.taps("choice.as.member")
    await sam.says("/leave").taps("towns.leave", name="Northampton")
    await cora.says("/lock").taps("choice.name", name="Dana").taps("lock.now")
    await ben.says("/lock").taps("choice.name", name="Dana").taps("lock.lift")
    await ben.taps("lock.who", name="Dana").taps("lock.take")
    await nina.says("/stop").taps("stop.yes")
    who = {row.address_index: row.person_id for row in await town.rows_of("contact")}
    assert len(who) == 5
    log = await _log(town)
    assert [action for action, _, _ in log] == [
        "invited", "joined", "vouched", "let_in", "left_town", "suspended", "lifted", "role_taken", "stopped",
    ]  # fmt: skip
    assert log[1][1] == cora.person_id
    assert log[2][1] == log[3][1] == ben.person_id
    assert log[5:8] == [
        ("suspended", cora.person_id, dana.person_id),
        ("lifted", ben.person_id, dana.person_id),
        ("role_taken", ben.person_id, dana.person_id),
    ]


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_a_coordinator_reads_it_newest_first_and_page_by_page(town: Town, platform: str) -> None:
    (cora,) = await town.with_people(f"Cora es coordinator {platform}")
    async with town.work.begin() as uow:
        for number in range(1, PAGE + 3):
            here = town.network.towns[0].id
            await record(uow, town.now, Deed(action=Action.CLAIMED, by_id=7_000_123_456, town_id=here, incident=number))
    await cora.says("/bitacora").hears("audit.head")
    assert cora.text.count("123456") == PAGE
    assert f"#{PAGE + 2}" in cora.text.splitlines()[1]
    await cora.taps("audit.all").hears("audit.head")
    assert [line.split("#")[1] for line in cora.text.splitlines() if "123456" in line] == ["2.", "1."]
    assert cora.last is not None
    assert cora.last.offer("choice.audit.earlier") is None


async def test_a_person_and_an_incident_are_asked_for_by_their_digits(town: Town) -> None:
    cast = await confirmed(town)
    (cora,) = await town.with_people("Cora en coordinator")
    digits = pseudonym(cast.dana.person_id)
    await cora.says(f"/audit {digits}").hears("audit.head_person", person=digits)
    assert "sent the alert of #1" in cora.text
    await cora.says("/audit #1").hears("audit.head_incident", number=1)
    await cora.says("/audit 1").hears("audit.head_incident", number=1)
    await cora.says("/audit 2").hears("audit.nothing")
    await cora.says("/audit #9999999999999999999").hears("audit.nothing").says("/audit 9" + "9" * 30).hears("audit.how")
    await cora.says("/audit whatever it was").hears("audit.how")


async def test_digits_that_several_end_with_are_asked_back(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    async with town.work.begin() as uow:
        for whose in (1_001_123_456, 2_002_123_456):
            await record(uow, town.now, Deed(action=Action.SUSPENDED, by_id=cora.person_id, whom_id=whose))
    await cora.says("/audit 123456").hears("audit.several", digits="123456").taps("choice.name", name="2002123456")
    await cora.hears("audit.head_person")
    assert cora.text.count("suspended") == 1


async def test_who_coordinates_another_town_reads_nothing_of_this_one_s_incidents(town: Town) -> None:
    await confirmed(town)
    hugo, ada, rosa = await town.with_people(
        "Hugo en coordinator Holyoke", "Ada en coordinator everywhere", "Rita en dispatcher member"
    )
    await hugo.says("/audit").hears("audit.nothing").says("/audit #1").hears("audit.nothing")
    await hugo.says("/audit Northampton").hears("refused.role")
    await ada.says("/audit Northampton").hears("audit.head_town").says("/audit").hears("audit.head")
    await rosa.says("/audit").hears("refused.role")


async def test_what_was_done_in_a_town_that_is_gone_is_read_by_who_reads_of_all(town: Town) -> None:
    cora, ada, ida, nina = await town.with_people(
        "Cora en coordinator", "Ada en coordinator everywhere", "Ida en committee everywhere", "Nina"
    )
    code = await town.invitation("member", "Holyoke")
    await nina.says(f"/start {code}").taps("consent.en")
    async with town.work.begin() as uow:
        assert not isinstance(await ending.retire_town(uow, town.now, 2, None), Refused)
    await town.settle()
    nina_id = next(row.whom_id for row in await town.rows_of("audit_entry") if row.action == "joined")
    for reader, reads in ((cora, False), (ada, True), (ida, True)):
        await reader.says("/audit").hears("audit.head")
        assert (pseudonym(nina_id) in reader.text) is reads, reader.name


async def test_no_name_number_or_word_of_a_person_stands_there(town: Town) -> None:
    cast = await confirmed(town)
    names = [phone.name for phone in (cast.rosa, cast.dana, cast.jean)]
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/audit").hears("audit.head")
    assert not any(name in cora.text for name in (*names, "Elm", "vans"))


async def test_linked_apps_share_what_stands_there(town: Town) -> None:
    dana, other = await town.with_people("Dana en dispatcher", "Dana signal")
    await other.says("hello")
    await dana.says("/link").hears("link.code")
    assert dana.last is not None
    code = next(part.values["code"] for part in dana.last.spoken.notice.parts if "code" in part.values)
    async with town.work.begin() as uow:
        found = await uow.people.find(other.platform.line_id, other.address)
        assert found is not None
        await record(uow, town.now, Deed(action=Action.SUSPENDED, by_id=found[0].id))
    await other.says(f"/link {code}").taps("link.mine")
    await dana.taps("link.yes")
    [first, linked] = await _log(town)
    assert first == ("suspended", dana.person_id, None)
    assert linked == ("linked", dana.person_id, found[0].id), "what they were before can be looked for"


async def test_it_stands_there_for_a_year_also_of_who_is_gone(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    async with town.work.begin() as uow:
        await record(uow, town.now, Deed(action=Action.SUSPENDED, by_id=cora.person_id, whom_id=1))
        await uow.deadlines.set(PURGE_MAIL, 0, town.now + AUDIT.span)
    await cora.says("/stop").taps("stop.yes")
    await town.forward(days=10)
    assert await _done(town) == ["suspended", "stopped"]
    async with town.work.look() as uow:
        assert len(await AUDIT_LOG(uow).newest(AuditFilter(person_id=cora.person_id), 5)) == 2
    await town.forward(seconds=(AUDIT.span + MAIL_EVERY).total_seconds())
    assert await _done(town) == []


CHANGES = {
    ("grants", "give"), ("grants", "take"), ("grants", "take_role"), ("people", "suspend"), ("people", "lift"),
    ("people", "merge"), ("people", "part"), ("people", "stop"),
}  # fmt: skip
"""What changes who may do what: whoever calls it records it."""


def _calls(function: ast.AST) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            found.add((owner.attr if isinstance(owner, ast.Attribute) else "", node.func.attr))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add((node.func.id,))
    return found


def test_whatever_changes_who_may_do_what_is_recorded_where_it_is_done() -> None:
    seen = 0
    for package in (alerts, handlers):
        for file in Path(str(package.__path__[0])).rglob("*.py"):
            for function in ast.walk(ast.parse(file.read_text())):
                if not isinstance(function, ast.AsyncFunctionDef):
                    continue
                calls = _calls(function)
                if calls & CHANGES:
                    seen += 1
                    assert ("record",) in calls, f"{file.name}: {function.name} records nothing"
    assert seen >= 9, "the test of the test"

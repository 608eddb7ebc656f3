"""`rebato people` and the open invitations of `rebato invite`, as an operator uses them beside a running bot."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alerts.incidents.escalation_pick import ESCALATION_PICKS, EscalationPick
from alerts.incidents.escalations import Rung
from alerts.incidents.ports import INCIDENTS
from alerts.joining import invitations
from alerts.network.retention import Retention
from alerts.people.person import DESK, Role
from alerts.places.place import Place
from bot.drill.telegram.server import TelegramServer
from bot.network.open import open_network
from bot.settings.settings import load
from handlers.core.lexicon import cleaner
from storage.unit_of_work import UnitOfWorkFactory
from tests.bot.verbs.test_run import Operator

pytestmark = pytest.mark.timeout(120)
NOW = datetime(2026, 11, 20, 22, 2, tzinfo=UTC)


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    server = TelegramServer()
    await server.start()
    made = Operator(tmp_path, server)
    await made.founds()
    await _people(made, ("Cora", Role.COORDINATOR), ("Dana\x1b[2J", Role.DISPATCHER), ("Rosa", Role.MEMBER))
    yield made
    await server.stop()


async def _people(operator: Operator, *people: tuple[str, Role], first: int = 501) -> None:
    """These people are in, in Northampton."""
    # Of the operator's environment only what is ours: pytest's own would be refused as misspelt.
    ours = {name: value for name, value in operator.env.items() if name.startswith(("REBATO", "TELEGRAM"))}
    settings = load(ours)
    async with open_network(settings) as opened:
        work = UnitOfWorkFactory(opened.store, Retention(), "", cleaner())
        async with work.begin() as uow:
            for address, (name, role) in enumerate(people, start=first):
                person, _ = await uow.people.add(1, str(address), NOW)
                await uow.people.consent(person.id, name, NOW)
                await uow.grants.give(person.id, role, opened.network.towns[0].id, NOW)
                if role is Role.COORDINATOR:
                    await invitations.invite(
                        uow, datetime.now(UTC), Role.DISPATCHER, opened.network.towns[0].id, person
                    )


async def _listed(operator: Operator, *more: str) -> dict[str, dict[str, object]]:
    code, out, err = await operator.says("people", "list", "--json", *more)
    assert (code, err) == (0, "")
    return {str(one["name"])[:4]: one for one in json.loads(out)}


async def test_who_is_in_is_listed_with_roles_and_a_name_draws_nothing_on_the_terminal(operator: Operator) -> None:
    listed = await _listed(operator)
    assert {name: one["roles"] for name, one in listed.items()} == {
        "Cora": [{"role": "coordinator", "town": "Northampton"}],
        "Dana": [{"role": "dispatcher", "town": "Northampton"}],
        "Rosa": [{"role": "member", "town": "Northampton"}],
    }
    code, out, err = await operator.says("people", "list")
    assert code == 0
    assert "Only one person coordinates" in err
    assert "\x1b" not in out
    assert out.splitlines()[0].split() == ["person", "name", "roles", "on", "since", "state"]
    assert await _listed(operator, "--town", "Holyoke") == {}


async def test_an_operator_suspends_even_the_last_coordinator_and_lifts_it_again(operator: Operator) -> None:
    number = str((await _listed(operator))["Cora"]["person"])
    code, out, err = await operator.says("people", "suspend", number)
    assert (code, err) == (0, "")
    assert "Cora" in out
    assert (await _listed(operator))["Cora"]["suspended_at"] is not None
    code, out, _ = await operator.says("invite", "--list", "--json")
    assert [one["made_by"] for one in json.loads(out)] == ["operator"], "Cora's is gone, that of init stands"
    code, _, err = await operator.says("people", "suspend", number)
    assert (code, err.count("\n")) == (2, 1)
    assert "suspended already" in err
    code, _, _ = await operator.says("people", "lift", number)
    assert code == 0
    back = (await _listed(operator))["Cora"]
    assert (back["suspended_at"], back["roles"]) == (None, [{"role": "coordinator", "town": "Northampton"}])


async def test_a_role_is_taken_away(operator: Operator) -> None:
    number = str((await _listed(operator))["Dana"]["person"])
    code, _, err = await operator.says("people", "revoke", number, "dispatcher")
    assert code == 2
    assert "does not have that role" in err, "not in every town"
    code, out, err = await operator.says("people", "revoke", number, "dispatcher", "--town", "northampton")
    assert (code, err) == (0, "")
    assert "dispatcher" in out
    assert "Dana" not in await _listed(operator)


async def test_invitations_are_listed_and_revoked_by_number_and_by_words(operator: Operator) -> None:
    code, out, _ = await operator.says("invite", "--role", "responder", "--town", "Holyoke", "--json")
    words = json.loads(out)["code"]
    code, out, err = await operator.says("invite", "--list", "--json")
    assert (code, err) == (0, "")
    listed = json.loads(out)
    assert [(one["role"], one["town"], one["made_by"]) for one in listed] == [
        ("coordinator", None, "operator"),
        ("dispatcher", "Northampton", "Cora"),
        ("responder", "Holyoke", "operator"),
    ]
    assert words not in out
    code, out, err = await operator.says("invite", "--revoke", f"{words[:4].lower()}-{words[4:]}")
    assert (code, err) == (0, "")
    assert out.startswith("Revoked: responder Holyoke")
    code, out, err = await operator.says("invite", "--revoke", listed[1]["number"])
    assert (code, err) == (0, "")
    code, out, _ = await operator.says("invite", "--list")
    assert out.splitlines()[0].split() == ["invitation", "role", "town", "made", "by", "good", "until", "left", "of"]
    assert len(out.splitlines()) == 2


async def test_only_the_first_of_the_committee_is_invited_by_an_operator(operator: Operator) -> None:
    code, out, err = await operator.says("invite", "--role", "committee", "--json")
    assert (code, err) == (0, "")
    assert (json.loads(out)["role"], json.loads(out)["town"]) == ("committee", None)
    await _people(operator, ("Ida", Role.COMMITTEE), first=601)
    code, _, err = await operator.says("invite", "--role", "committee", "--json")
    assert (code, err.count("\n")) == (2, 1)
    assert "/committee" in err


async def test_somebody_is_banned_listed_without_a_name_and_let_write_again(operator: Operator) -> None:
    number = str((await _listed(operator))["Rosa"]["person"])
    code, out, err = await operator.says("people", "ban", number)
    assert (code, err) == (0, "")
    assert "Rosa" in out
    assert "Rosa" not in await _listed(operator)
    code, out, _ = await operator.says("people", "list", "--banned")
    assert code == 0
    assert "Rosa" not in out
    assert out.splitlines()[1].startswith(number)
    code, out, _ = await operator.says("people", "list", "--banned", "--json")
    assert [one["person"] for one in json.loads(out)] == [number]
    assert (await operator.says("people", "unban", number))[0] == 0
    assert (await operator.says("people", "unban", number))[0] == 2
    assert (await operator.says("people", "list", "--banned", "--json"))[1] == "[]\n"
    cora = str((await _listed(operator))["Cora"]["person"])
    code, _, err = await operator.says("people", "ban", cora)
    assert (code, err.count("\n")) == (2, 1)
    assert "Northampton" in err, "nobody else coordinates it"


async def test_what_was_done_to_somebody_is_explained_in_order(operator: Operator) -> None:
    number = str((await _listed(operator))["Dana"]["person"])
    assert (await operator.says("explain", number)) == (0, "Nothing is noted of it.\n", "")
    for words in (("suspend", number), ("lift", number), ("revoke", number, "dispatcher", "--town", "Northampton")):
        assert (await operator.says("people", *words))[0] == 0
    code, out, err = await operator.says("explain", number)
    assert (code, err) == (0, "")
    assert [line.split("  ", 1)[1] for line in out.splitlines()] == [
        f"The operator suspended {number}.",
        f"The operator gave {number} the roles back.",
        f"The operator took a role from {number}: dispatcher, Northampton.",
    ]
    code, out, _ = await operator.says("explain", number, "--json")
    told = json.loads(out)
    assert [(one["action"], one["by"], one["whom"]) for one in told] == [
        ("suspended", None, number),
        ("lifted", None, number),
        ("role_taken", None, number),
    ]
    assert told[2]["town"] == "Northampton"
    assert (await operator.says("explain", "#1"))[:2] == (0, "Nothing is noted of it.\n")


async def test_whom_escalation_told_about_an_incident_is_explained_with_the_reason_and_what_was_short(
    operator: Operator,
) -> None:
    number = str((await _listed(operator))["Dana"]["person"])
    ours = {name: value for name, value in operator.env.items() if name.startswith(("REBATO", "TELEGRAM"))}
    async with open_network(load(ours)) as opened:
        work = UnitOfWorkFactory(opened.store, Retention(), "", cleaner())
        async with work.begin() as uow:
            dana = next(one for one in await uow.people.with_role(DESK, None) if str(one.id).endswith(number))
            place, town_id = Place(words="Elm & 3rd"), opened.network.towns[0].id
            incident = await INCIDENTS(uow).open_new(town_id=town_id, place=place, observed_at=NOW, now=NOW)
            found = EscalationPick(at=NOW, whom=Rung.ON_DUTY, person_id=dana.id)
            later = NOW + timedelta(minutes=5)
            short = EscalationPick(at=later, whom=Rung.COORDINATORS, person_id=None)
            await ESCALATION_PICKS(uow).add(incident.id, [found, short])
    code, out, err = await operator.says("explain", f"#{incident.number}")
    assert (code, err) == (0, "")
    assert [line.split("  ", 1)[1] for line in out.splitlines()] == [
        f"Escalation told {number}: who is on duty, or all dispatchers where nobody is.",
        "Escalation reached NOBODY: the coordinators.",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("explain", "0000"), "rebato people list"),
        (("explain", "Dana"), "rebato people list"),
        (("people", "suspend", "0000"), "rebato people list"),
        (("people", "lift", "Dana"), "rebato people list"),
        (("people", "list", "--town", "Boston"), "--town"),
        (("invite", "--revoke", "9999"), "rebato invite --list"),
    ],
)
async def test_what_cannot_be_done_is_said_in_one_line(operator: Operator, words: tuple[str, ...], told: str) -> None:
    code, _, err = await operator.says(*words)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


async def test_somebody_is_erased_by_their_number_after_a_question(operator: Operator) -> None:
    listed = await _listed(operator)
    code, _, err = await operator.says("forget", str(listed["Cora"]["person"]), "--yes")
    assert code != 0
    assert "Northampton" in err, "the last coordinator of it"
    code, out, err = await operator.says("forget", str(listed["Rosa"]["person"]), "--yes")
    assert (code, err) == (0, "")
    assert "erased" in out
    assert {*await _listed(operator)} == {*listed} - {"Rosa"}


async def test_an_operator_reads_and_sets_how_many_vouches_make_a_member(operator: Operator) -> None:
    assert await operator.says("vouches") == (0, "vouches needed: 0\n", "")
    assert await operator.says("vouches", "3") == (0, "vouches needed: 3\n", "")
    code, _, err = await operator.says("vouches", "3")
    assert (code, "already" in err) == (2, True)
    assert (await operator.says("vouches", "11"))[0] == 2


async def test_an_operator_reads_that_fewer_vouches_wait_for_the_committee(operator: Operator) -> None:
    await operator.says("vouches", "3")
    await _people(operator, ("Olga", Role.COMMITTEE), first=504)
    code, out, err = await operator.says("vouches", "1")
    assert (code, err) == (0, "")
    assert out.startswith("vouches needed: 3\nwaits for the committee: 1")
    code, _, err = await operator.says("vouches", "1")
    assert (code, "waits for the committee" in err) == (2, True)
    assert (await operator.says("vouches", "3"))[1] == "vouches needed: 3\n"

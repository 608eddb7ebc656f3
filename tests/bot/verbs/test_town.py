"""`rebato town`, as an operator uses it beside a running bot."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.drill.telegram.server import TelegramServer
from tests.bot.verbs.test_run import Operator

NOBODY = "Nobody is at its desk yet: ./rebato invite --role coordinator --town"

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    server = TelegramServer()
    await server.start()
    made = Operator(tmp_path, server)
    await made.founds()
    yield made
    await server.stop()


async def _listed(operator: Operator) -> dict[str, dict[str, Any]]:
    code, out, err = await operator.says("town", "list", "--json")
    assert (code, err) == (0, "")
    return {one["town"]: one for one in json.loads(out)}


async def test_a_town_is_added_by_state_or_zip_code_and_is_one_of_the_network_s(operator: Operator) -> None:
    code, out, err = await operator.says("town", "add", "Easthampton")
    assert (code, out, err) == (0, f'Added: Easthampton, centre 42.2668, -72.669.\n{NOBODY} "Easthampton"\n', "")
    await operator.says("town", "add", "01075")
    towns = await _listed(operator)
    assert list(towns) == ["Northampton", "Holyoke", "Easthampton", "South Hadley"]
    assert towns["Easthampton"]["neighbours"] == ["Northampton", "South Hadley", "Holyoke"]
    assert towns["Easthampton"]["lacks"] == ["desk", "responders", "group"]
    code, out, _ = await operator.says("invite", "--role", "member", "--town", "South Hadley", "--json")
    assert (code, json.loads(out)["town"]) == (0, "South Hadley")


async def test_what_cannot_be_added_is_answered_in_one_line_and_adds_nothing(operator: Operator) -> None:
    for where, told in (
        ("Easthamton MA", 'is it "Easthampton MA"'),
        ("Easthampton:-72.669:42.267", "swapped"),
        ("Northampton MA", "Northampton is there already"),
        ("holyoke:42.2:-72.6", "Holyoke is there already"),
        ("http//x:42.2:-72.6", "no links"),
    ):
        code, out, err = await operator.says("town", "add", where)
        assert (code, out, err.count("\n")) == (2, "", 1), where
        assert told in err
    assert list(await _listed(operator)) == ["Northampton", "Holyoke"]


async def test_a_renamed_town_is_found_by_both_names(operator: Operator) -> None:
    code, out, _ = await operator.says("town", "rename", "holyoke", "Paper City")
    assert (code, out) == (0, "Holyoke is called Paper City now. Who writes Holyoke is still understood.\n")
    code, out, _ = await operator.says("invite", "--role", "member", "--town", "Holyoke", "--json")
    assert (code, json.loads(out)["town"]) == (0, "Paper City")
    code, out, _ = await operator.says("town", "rename", "Paper City", "Holyoke")
    assert (code, (await _listed(operator))["Holyoke"]["also"]) == (0, ["Paper City"])


async def test_a_town_is_moved_split_and_merged(operator: Operator) -> None:
    assert (await operator.says("town", "move", "Holyoke", "42.21:-72.62"))[0] == 0
    assert (await _listed(operator))["Holyoke"]["centre"] == [42.21, -72.62]
    code, out, _ = await operator.says("town", "split", "Northampton", "Florence MA")
    assert (code, out) == (0, f'Added: Florence, centre 42.3219, -72.6928.\n{NOBODY} "Florence"\n')
    code, out, _ = await operator.says("town", "merge", "Florence", "Northampton")
    assert (code, out) == (0, "Florence is a part of Northampton now. Told: 0.\n")
    assert (await _listed(operator))["Northampton"]["also"] == ["Florence"]


async def test_a_town_is_left_only_with_yes_and_the_last_one_never(operator: Operator) -> None:
    code, _, err = await operator.says("town", "retire", "Holyoke")
    assert code == 2
    assert err.startswith("rebato: --yes is missing; 0 people have a role in Holyoke")
    code, _, err = await operator.says("town", "retire", "Holyoke", "--yes")
    assert code == 2
    assert err.startswith("rebato: rebato town changed nothing: Nobody would coordinate the network any more.")
    await operator.says("town", "merge", "Holyoke", "Northampton")
    code, _, err = await operator.says("town", "retire", "Northampton", "--yes")
    assert code == 2
    assert "the only town" in err


async def test_neighbours_are_shown_set_and_left_to_the_distance_again(operator: Operator) -> None:
    assert (await operator.says("town", "neighbours", "Holyoke"))[1] == "Northampton\n"
    code, out, _ = await operator.says("town", "neighbors", "Holyoke", "--remove", "Northampton")
    assert (code, out) == (0, "Holyoke and Northampton are not neighbors.\n")
    assert (await operator.says("town", "neighbours", "Northampton"))[1] == "none\n"
    await operator.says("town", "neighbours", "Holyoke", "--by-distance", "Northampton")
    assert (await operator.says("town", "neighbours", "Northampton"))[1] == "Holyoke\n"


async def test_a_town_that_is_not_there_is_said_with_those_that_are(operator: Operator) -> None:
    code, _, err = await operator.says("town", "rename", "Boston", "Beantown")
    assert (code, err) == (
        2,
        "rebato: TOWN is not a town of this network: choose from Northampton, Holyoke\n",
    )

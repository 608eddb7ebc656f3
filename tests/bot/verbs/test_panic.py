"""`rebato panic` as an operator runs it, beside the running bot."""

from pathlib import Path

import pytest

from tests.bot.verbs.test_run import INIT, TOWNS, Operator, operator

__all__ = ["operator"]
pytestmark = pytest.mark.timeout(120)
YES = "none\ndestroy everything\n"


def kept(operator: Operator) -> set[str]:
    """The files of keys and database that are there."""
    folders: tuple[Path, ...] = (operator.folder / "data", operator.folder / "data.keys")
    return {path.name for folder in folders for path in folder.iterdir()} & {"keys.json", "rebato.key", "rebato.db"}


async def test_keys_and_database_are_gone_and_the_running_bot_ends_itself(operator: Operator) -> None:
    await operator.founds()
    assert kept(operator) == {"keys.json", "rebato.key", "rebato.db"}
    running = await operator.starts("run")
    await operator.server.world.updates.wait_polled(30)
    code, out = await operator.types(YES, "panic")
    assert code == 0
    assert "copies of keys.json" in out
    await running.communicate()
    assert running.returncode == 0
    assert kept(operator) == set()
    code, _, err = await operator.says("run")
    assert (code, err.count("\n")) == (2, 1)
    assert "rebato init" in err
    code, _, err = await operator.says(*INIT, *TOWNS)
    assert (code, err) == (0, "")


@pytest.mark.parametrize("typed", ["yes\n", "", "none\ndestroy\n"])
async def test_with_a_letter_or_without_both_answers_nothing_is_destroyed(operator: Operator, typed: str) -> None:
    await operator.founds()
    code, out = await operator.types(typed, "panic")
    assert code == 1
    assert "Nothing was destroyed" in out
    assert kept(operator) == {"keys.json", "rebato.key", "rebato.db"}


async def test_while_a_letter_stands_nothing_is_destroyed_until_it_is_settled(operator: Operator) -> None:
    await operator.founds()
    await operator.types("yes\n", "panic")
    code, _ = await operator.types(YES, "panic")
    assert (code, kept(operator)) == (2, {"keys.json", "rebato.key", "rebato.db"})
    code, out = await operator.types("", "panic", "--settled")
    assert (code, "settled" in out) == (0, True)
    code, _ = await operator.types("", "panic", "--settled")
    assert code == 2
    code, _ = await operator.types(YES, "panic")
    assert (code, kept(operator)) == (0, set())

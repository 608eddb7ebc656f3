"""`rebato rotate-key` as an operator runs it."""

import json

from storage.encryption.keyring import KEY_FILE
from tests.bot.verbs.test_run import Operator, operator

__all__ = ["operator"]


async def test_the_key_is_rotated_and_the_network_opens_with_the_new_one(operator: Operator) -> None:
    await operator.founds()
    path = operator.folder / "data.keys" / KEY_FILE
    before = json.loads(path.read_text())
    code, out, err = await operator.says("rotate-key")
    assert (code, err) == (0, "")
    assert "are sealed with a new key" in out
    after = json.loads(path.read_text())
    assert (len(after["data"]), after["data"].keys() & before["data"].keys()) == (1, set())
    code, out, err = await operator.says("town", "list")
    assert (code, err) == (0, "")
    assert "Northampton" in out

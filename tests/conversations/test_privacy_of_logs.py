"""What people say, and who they are, is in no log, not even at DEBUG."""

from dataclasses import replace

import pytest

from handlers.areas import ROUTER
from handlers.core.turn import Turn
from tests.conversations.scenes import confirmed
from tests.conversations.town import Town

HERE = (42.325174, -72.641238)
"""In Northampton; with more digits than a second has in the log's own times."""


async def test_a_whole_conversation_at_debug_holds_nobodys_words_names_or_numbers(town: Town) -> None:
    cast = await confirmed(town, "/report Zacatecas colored furgoneta at Quetzal & Ocelotl")
    (sam,) = await town.with_people("Samantha")
    await sam.says("migra").says("frente a la panadería Xochimilco, Northampton").taps("kind.came")
    await sam.sends_location(*HERE).sends_photo("mi tío Wenceslao").sends_voice()
    code = await town.invitation("responder")
    await sam.says(f"/start {code}").taps("consent.es")
    await sam.says("/nonsense Yuriria").forwards("reenviado Zihuatanejo").edits("corregido Zihuatanejo")
    await cast.marisol.taps("answer.onway")
    await cast.jean.taps("answer.cannot")
    await cast.dana.taps("desk.update").taps("tell.words").says("Popocatepetl").taps("tell.send")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    cast.tomas.screen.blocked = True
    await cast.tomas.says("/link")
    await town.forward(days=10)
    log = town.log.getvalue()
    assert "courier." in log, "there is something to look at"
    assert "scheduler.fired" in log
    people = (cast.rosa, cast.dana, cast.marisol, cast.jean, cast.tomas, cast.ines, sam)
    words = [
        "Zacatecas", "furgoneta", "Quetzal", "Ocelotl", "Xochimilco", "panader", "Wenceslao", "Yuriria", "Zihuatanejo",
        "Popocatepetl", "migra", "Northampton", "Valley", code, *(str(abs(degrees)) for degrees in HERE),
    ]  # fmt: skip
    words += [secret for phone in people for secret in (phone.name, phone.address, phone.number) if secret]
    assert [word for word in words if word.casefold() in log.casefold()] == []


async def test_a_fault_of_ours_logs_nobodys_words_either(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.may_fail = True
    (sam,) = await town.with_people("Samantha")

    async def fail(turn: Turn, rest: str) -> None:
        raise ValueError(f"{turn.inbound.sender_name} wrote {rest}")

    monkeypatch.setitem(ROUTER.commands, "report", replace(ROUTER.commands["report"], run=fail))
    await sam.says("/report vans at Xochimilco")
    await town.forward(seconds=10)
    await sam.hears("error.apology")
    log = town.log.getvalue()
    assert "intake.failed" in log
    assert "ValueError" in log
    assert [word for word in ("Samantha", "Xochimilco", sam.address) if word in log] == []

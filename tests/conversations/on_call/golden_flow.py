"""The flow of shifts from their plan to the handing over of the desk, for the golden transcripts."""

from datetime import timedelta

from tests.conversations.on_call.planned import planned, until
from tests.conversations.town import Town

SAID = {
    "en": {"shifts": "/shifts", "wrong": "at noonish", "end": "March 31"},
    "es": {"shifts": "/turnos", "wrong": "al rato", "end": "31 de marzo"},
}


async def shifts(town: Town, language: str) -> None:
    said = SAID[language]
    cora, dana, luis = await town.with_people(
        f"Cora {language} coordinator", f"Dana {language} dispatcher", f"Luis {language} dispatcher signal"
    )
    await cora.says(said["shifts"]).taps("on_call.new").taps("on_call.often:weekly").taps("on_call.weekday:1")
    await cora.taps("on_call.enough").says(said["wrong"]).taps(f"on_call.time:{19 * 60}")
    await (
        cora.taps(f"on_call.time:{7 * 60}")
        .says(said["end"])
        .taps("choice.trust.open", name="Dana")
        .taps("on_call.person:0")
    )
    await cora.taps("on_call.enough").taps("on_call.yes").taps("on_call.show").taps("on_call.off")
    await cora.taps("on_call.stop").taps("on_call.drop").taps("on_call.series")
    shift = await planned(town, cora, dana, luis)
    after = await planned(town, cora, luis, None, starts_at=shift.ends_at, ends_at=shift.ends_at + timedelta(hours=12))
    await luis.says(said["shifts"]).taps("on_call.own").taps("on_call.plan:7")
    await dana.says(said["shifts"]).taps("on_call.show", at=shift.starts_at).taps("on_call.offer")
    await cora.taps("on_call.swap").taps("on_call.instead", position=1).taps("choice.trust.open", name="Dana")
    await cora.taps("on_call.because:balance").taps("on_call.move", hours="+1").taps("on_call.move", hours="-1")
    await dana.taps("on_call.cannot")
    await cora.taps("on_call.take")
    await until(town, shift.starts_at, hours=5)
    await luis.taps("on_call.confirm")
    await until(town, shift.starts_at, minutes=-11)
    await luis.taps("on_call.on")
    await dana.taps("on_call.now")
    await until(town, after.starts_at, minutes=-1)
    await dana.taps("on_call.hand")
    await luis.taps("on_call.on")
    await until(town, after.ends_at, minutes=-1)

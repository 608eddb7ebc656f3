"""The flow of a training from its announcement to the refresher, for the golden transcripts."""

from datetime import timedelta

from tests.conversations.town import Town
from tests.conversations.trainings.announced import announced, code_on, is_now

SAID = {
    "en": {"trainings": "/trainings", "here": "/here", "place": "Parish hall, back door", "wrong": "12/5 6:30"},
    "es": {
        "trainings": "/capacitaciones",
        "here": "/aqui",
        "place": "Salón de la parroquia, por atrás",
        "wrong": "5/12 6:30",
    },
}


async def trainings(town: Town, language: str) -> None:
    said = SAID[language]
    cora, rosa, luis, marta = await town.with_people(
        f"Cora {language} coordinator",
        f"Rosa {language} member",
        f"Luis {language} subscriber signal",
        f"Marta {language} responder",
    )
    day = (town.now.astimezone(town.network.zone) + timedelta(days=5)).date()
    await cora.says(said["trainings"]).taps("trainings.new").taps("trainings.for:members")
    await cora.taps("trainings.in:es").says(said["wrong"]).taps(f"trainings.day:{day.toordinal()}")
    await cora.taps(f"trainings.time:{18 * 60 + 30}").says(said["place"]).taps("trainings.most:8")
    await cora.taps("trainings.yes")
    small = await announced(town, cora, starts_at=town.now + timedelta(days=6), capacity=1, place=said["place"])
    await rosa.says(said["trainings"]).taps("trainings.show", at=small.starts_at).taps("trainings.join")
    await rosa.taps("trainings.file")
    await luis.says(said["trainings"]).taps("trainings.show", at=small.starts_at).taps("trainings.join")
    await rosa.taps("trainings.back")
    await marta.says(said["trainings"]).taps("trainings.show", at=small.starts_at).taps("trainings.join")
    await cora.says(said["trainings"]).taps("trainings.show", at=small.starts_at).taps("trainings.whose")
    await cora.taps("trainings.hand", name="Marta").taps("trainings.off").taps("trainings.no")
    await is_now(town, small, minutes=15)
    await marta.says(said["trainings"]).taps("trainings.list").taps("trainings.code")
    code = code_on(marta)
    await luis.says(f"{said['here']} 1").says(f"{said['here']} {code}")
    await marta.taps("trainings.list").taps("trainings.here", name="Marta")
    await is_now(town, small, hours=-3)
    await town.forward(days=365)

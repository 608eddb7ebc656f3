"""The flows of what people write in their own words, for the golden transcripts."""

from collections.abc import Awaitable, Callable

from tests.conversations.committee_flows import COMMITTEE_FLOWS
from tests.conversations.group_flows import GROUP_FLOWS
from tests.conversations.scenes import Cast, gathered
from tests.conversations.town import Town

HEARD = {
    "en": {
        "report": "/report two vans at Elm & 3rd, Northampton",
        "taken": "they took my husband",
        "came": "they came for me, I'm locked in the bathroom",
        "stop": "please stop texting me",
        "rumor": "is it true that ICE is in Northampton?",
        "rumor_again": "is it true they are at the school in Northampton??",
        "audit": "my boss got a letter, says I-9 audit and we have to bring papers",
        "relative": "where is my husband, immigration has him since Tuesday",
        "wages": "my boss hasn't paid me in three weeks",
        "threat": "my boss says he will call ICE on us",
        "need": "I have court tomorrow, I need a lawyer",
        "worried": "nobody tells me anything",
        "going": "on my way, 5 min",
        "nothing": "nothing here, all quiet",
        "sees": "im here, 3 of them",
        "trouble": "they took my phone",
        "lines": ("ICE in Northampton", "Elm & 3rd", "three vans", "they are knocking on doors"),
        "where": ("ICE is here, help", "I'm scared", "Elm & 3rd, Northampton"),
        "back": "false alarm, it was the fire inspector, sorry",
    },
    "es": {
        "report": "/reportar dos camionetas en Elm y 3ra, Northampton",
        "taken": "se llevaron a mi esposo",
        "came": "vinieron por mí, estoy encerrada en el baño",
        "stop": "ya no me manden mensajes por favor",
        "rumor": "¿es cierto que anda la migra en Northampton?",
        "rumor_again": "es verdad que están en la escuela en Northampton??",
        "audit": "a mi jefe le llegó una carta de una auditoría I-9, que llevemos papeles",
        "relative": "dónde está mi esposo, lo tiene migración desde el martes",
        "wages": "el patrón no me paga hace un mes",
        "threat": "el patrón nos amenaza con la migra",
        "need": "tengo corte mañana, necesito un abogado",
        "worried": "nadie me dice nada",
        "going": "voy saliendo, llego en 5",
        "nothing": "no hay nada aqui",
        "sees": "los veo, son 4 con chaleco",
        "trouble": "me tienen rodeada",
        "lines": ("la migra en Northampton", "en la Elm con 3ra", "tres camionetas", "andan tocando puertas"),
        "where": ("está la migra aquí, ayuda", "tengo miedo", "Elm y 3ra, Northampton"),
        "back": "falsa alarma, era el inspector de bomberos, perdón",
    },
}
STRANGERS = (
    "imigração aqui na rua Main em Northampton socorro",
    "imigrasyon la, tanpri ede m",
    "levaram meu marido agora",
    "imigrasyon pran mari m",
)


async def taken(town: Town, language: str) -> None:
    ana, dana = await town.with_people(f"Ana {language} subscriber", f"Dana {language} dispatcher")
    await ana.says(_heard(language, "taken"))
    await town.forward(minutes=3)
    await dana.taps("desk.claim")
    await ana.taps("children.yes").taps("medicine.yes").taps("pickup.no")
    await dana.taps("desk.handled").taps("end.handled")


async def came_for_me(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    await cast.rosa.says(_heard(language, "came")).taps("witnesses.yes").taps("write.no")


async def opting_out(town: Town, language: str) -> None:
    (tomas,) = await town.with_people(f"Tomás {language} subscriber")
    await tomas.says(_heard(language, "stop")).taps("stop.yes")


async def rumor(town: Town, language: str) -> None:
    ana, dana, rosa = await town.with_people(
        f"Ana {language} subscriber", f"Dana {language} dispatcher", f"Rosa {language} member"
    )
    await ana.says(_heard(language, "rumor"))
    await rosa.says(_heard(language, "report"))
    await ana.says(_heard(language, "rumor_again"))
    await dana.says("/desk")


async def kept_private(town: Town, language: str) -> None:
    ana, ben, eva, luz, leo, _ = await town.with_people(
        f"Ana {language} subscriber", f"Ben {language} member", f"Eva {language} member signal",
        f"Luz {language} subscriber", f"Leo {language} subscriber", f"Dana {language} dispatcher",
    )  # fmt: skip
    await ana.says(_heard(language, "relative"))
    await ben.says(_heard(language, "audit"))
    await eva.says(_heard(language, "wages"))
    await luz.says(_heard(language, "need"))
    await leo.says(_heard(language, "threat"))
    await ana.says(_heard(language, "worried"))


async def on_task(town: Town, language: str) -> None:
    cast = await _reported(town, language)
    await cast.jean.says(_heard(language, "going"))
    await cast.marisol.says(_heard(language, "nothing"))
    await cast.jean.says(_heard(language, "sees"))


async def in_trouble(town: Town, language: str) -> None:
    cast = await _reported(town, language)
    await cast.jean.taps("look.seen")
    await cast.dana.taps("desk.confirm").taps("confirm.without").taps("confirm.send")
    await cast.marisol.taps("answer.onway")
    town.story.begin()
    await cast.marisol.says(_heard(language, "trouble"))


async def short_lines(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    for line in HEARD[language]["lines"]:
        await cast.rosa.says(line)
    await town.forward(seconds=8)


async def asked_where(town: Town, language: str) -> None:
    (sam, _) = await town.with_people("Sam", f"Dana {language} dispatcher")
    for line in HEARD[language]["where"]:
        await sam.says(line)
    await town.forward(seconds=8)


async def retraction(town: Town, language: str) -> None:
    cast = await _reported(town, language)
    await cast.marisol.taps("choice.going", minutes=5)
    town.story.begin()
    await cast.rosa.says(_heard(language, "back"))


async def other_languages(town: Town, language: str) -> None:
    await town.with_people(f"Dana {language} dispatcher")
    for name, words in zip(("Bia", "Fabiola", "Duda", "Guerda"), STRANGERS, strict=True):
        (stranger,) = await town.with_people(name)
        await stranger.says(words)


HEARD_FLOWS: tuple[Callable[[Town, str], Awaitable[None]], ...] = (
    taken, came_for_me, opting_out, rumor, kept_private, on_task, in_trouble, short_lines, asked_where, retraction,
    other_languages,
    *GROUP_FLOWS,
    *COMMITTEE_FLOWS,
)  # fmt: skip


async def _reported(town: Town, language: str) -> Cast:
    cast = await gathered(town, language)
    await cast.rosa.says(_heard(language, "report"))
    town.story.begin()
    return cast


def _heard(language: str, what: str) -> str:
    return str(HEARD[language][what])

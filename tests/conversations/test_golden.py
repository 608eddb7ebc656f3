"""Golden transcripts: the words of each flow in each language, as people read them.

tests/golden/<flow>.<language>.txt is for reviewers who can't code. After a change of wording, write them anew with
`./rebato test --golden tests/conversations/test_golden.py` (or REBATO_GOLDEN=1) and read what changed.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from alerts.towns import ending
from alerts.trust.safety_number_changes import number_changed
from handlers.core.inbound import InboundKind
from tests.conversations.escalation.golden_flow import escalation
from tests.conversations.heard_flows import HEARD_FLOWS
from tests.conversations.incidents.golden_tasks import tasks
from tests.conversations.on_call.golden_flow import shifts
from tests.conversations.phone import Phone
from tests.conversations.scenes import Cast, gathered
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town
from tests.conversations.trainings.announced import announced
from tests.conversations.trainings.golden_flow import trainings
from tests.conversations.vouching_flows import VOUCHING_FLOWS

GOLDEN = Path(__file__).parents[1] / "golden"
SAID = {
    "en": {
        "report": "/report two white vans at Elm & 3rd",
        "lead": "two vans in front of the bakery on Main St, Northampton",
        "elsewhere": "a black car at Oak & 9th",
        "more": "they are knocking on doors",
        "translation": "dos camionetas blancas, agentes tocando puertas",
        "update": "They are at the back door now.",
        "place": "Oak & 9th, behind the library",
        "time": "4:45 pm",
        "question": "Which door is it?",
        "answer": "the back door",
        "joke": "clowns at 12 Main St, Northampton",
        "desk": "/desk",
        "lock": "/lock",
        "audit": "/audit",
        "people": "/people",
        "towns": "/towns",
        "reach": "/reach",
        "committee": "/committee",
        "link": "/link",
        "unlink": "/unlink",
        "status": "/status",
        "again": "agents at Elm & 3rd, Northampton",
        "commands": ("/help", "/rights", "/privacy", "/status", "/towns", "/language", "/link", "/frobnicate", "hello"),
        "join": "/join",
        "me": "/me",
        "stop": "/stop",
        "my_data": "/mydata",
        "forget": "/forget",
        "invite": "/invite dispatcher Northampton",
        "invites": "/invites",
        "export": "/export",
    },
    "es": {
        "report": "/reportar dos camionetas blancas en Elm y 3ra",
        "lead": "dos camionetas enfrente de la panadería en Main St, Northampton",
        "elsewhere": "un carro negro en Oak y 9na",
        "more": "están tocando puertas",
        "translation": "two white vans, agents knocking",
        "update": "Ahora están en la puerta de atrás.",
        "place": "Oak y 9na, atrás de la biblioteca",
        "time": "hace 17 minutos",
        "question": "¿Qué puerta es?",
        "answer": "la de atrás",
        "joke": "payasos en 12 Main St, Northampton",
        "desk": "/mesa",
        "lock": "/bloquear",
        "audit": "/bitacora",
        "people": "/gente",
        "towns": "/pueblos",
        "reach": "/alcance",
        "committee": "/comite",
        "link": "/vincular",
        "unlink": "/desvincular",
        "status": "/estado",
        "again": "agentes en Elm y 3ra, Northampton",
        "commands": (
            "/ayuda", "/derechos", "/privacidad", "/estado", "/pueblos", "/idioma", "/vincular", "/nada", "hola",
        ),
        "join": "/unirme",
        "me": "/yo",
        "stop": "/alto",
        "my_data": "/misdatos",
        "forget": "/olvidame",
        "invite": "/invitar mesa Northampton",
        "invites": "/invitaciones",
        "export": "/exportar",
    },
}  # fmt: skip


async def report(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    await cast.rosa.says(_said(language, "report")).taps("kind.see").taps("activity.entering").taps("size.some")
    await cast.rosa.taps("uniform.marked").taps("skip").says(_said(language, "more"))
    await cast.rosa.sends_photo().taps("kind.came").taps("witnesses.yes").taps("write.no")


async def stranger(town: Town, language: str) -> None:
    await gathered(town, language)
    sam, kim = await town.with_people("Sam", "Kim signal")
    await sam.says("/start").says("migra" if language == "es" else "help").says(_said(language, "lead"))
    await sam.taps("kind.came").taps("witnesses.yes").taps("write.yes")
    await kim.says(_said(language, "elsewhere")).taps("town.is", name="Northampton").sends_sticker()
    await kim.sends_voice()


async def joining(town: Town, language: str) -> None:
    nina, sam, cora = await town.with_people("Nina", "Sam signal", f"Cora {language} coordinator everywhere")
    await cora.says("/invite responder Northampton")
    code = await town.invitation("responder")
    await nina.says(f"/start {code}").taps(f"consent.{language}").taps("me.later")
    await nina.taps("me.towns").taps("towns.add", name="Holyoke")
    await sam.says(f"start {code}").says(_said(language, "join")).taps(f"consent.{language}")
    await sam.taps("join.town", name="Northampton")
    await cora.taps("choice.as.member")
    await cora.send(InboundKind.GROUP_ADDED, group="-100", text="Vecinos")
    await cora.taps("choice.name", name="Northampton")
    await nina.says("/leave").taps("towns.leave", name="Holyoke").says(_said(language, "stop")).taps("stop.yes")


async def signing_up(town: Town, language: str) -> None:
    nina, otto, cora = await town.with_people("Nina", "Otto signal", f"Cora {language} coordinator")
    await announced(town, cora, language=language)
    code = await town.invitation("member")
    await nina.says(f"/start {code}").taps(f"consent.{language}").taps("me.can:driver").taps("me.can:interpreter")
    await nina.taps("me.hours:evening").taps("me.phone:day").taps("me.alarm:android")
    await nina.taps("choice.profile.training")
    await otto.says(f"start {await town.invitation('responder')}").taps(f"consent.{language}")
    numbers = [otto.button(f"me.can:{skill}").number for skill in ("driver", "phone")]
    await otto.says(" ".join(map(str, numbers))).taps("me.hours:any").taps("me.phone:no").taps("me.alarm:iphone")
    await otto.taps("choice.profile.training").taps("trainings.join")
    await otto.says(_said(language, "me")).taps("me.away").taps("me.gone:3")
    await town.forward(days=3)


async def desk(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    (leo,) = await town.with_people(f"Leo {language} dispatcher signal")
    await cast.rosa.says(_said(language, "report"))
    await cast.dana.taps("desk.claim")
    await leo.taps("desk.dismiss").taps("end.dismiss")
    await town.forward(seconds=61)
    await cast.marisol.taps("choice.going", minutes=5)
    await cast.jean.taps("look.cannot")
    await town.forward(minutes=2)
    await cast.marisol.taps("look.seen")
    await cast.dana.taps("desk.confirm").taps("confirm.translate").says(_said(language, "translation"))
    await cast.dana.taps("confirm.without").says("/desk")


async def towns(town: Town, language: str) -> None:
    cora, rosa, jean = await town.with_people(
        f"Cora {language} coordinator everywhere",
        f"Rosa {language} member",
        f"Jean {language} responder Holyoke signal",
    )
    command = _said(language, "towns")
    await cora.says(command).taps("towns.new").says("Springdale: -72.6, 42.3").says("Easthamton MA")
    await cora.taps("choice.name", name="Easthampton MA")
    await cora.says(f"{command} Easthampton").taps("towns.beside").taps("towns.pair")
    await cora.says(f"{command} Northampton").taps("towns.name").says("Paradise City").taps("towns.named")
    await cora.says(f"{command} Northampton").taps("towns.part").says("01062").taps("towns.take")
    await cora.says(f"{command} Florence").taps("towns.merge")
    await cora.says(f"{command} Easthampton").taps("towns.merge").taps("choice.name", name="Paradise City")
    await cora.taps("towns.merged")
    await cora.says(f"{command} Holyoke").taps("towns.move").says("01040").taps("towns.take")
    await cora.says(f"{command} Holyoke").taps("towns.end")
    await cora.says(command).taps("towns.new").says("01002").taps("towns.take")
    await cora.says(f"{command} Amherst").taps("towns.end").taps("towns.ended")
    async with town.work.begin() as uow:
        await ending.retire_town(uow, town.now, 2, None)
    await town.settle()
    assert rosa.screen.lines
    assert jean.screen.lines


async def unverified(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    await cast.rosa.says(_said(language, "report"))
    await cast.jean.taps("look.nothing")
    await cast.dana.taps("desk.claim").taps("desk.unverifiable").taps("desk.confirm").taps("basis.photo")
    await cast.dana.taps("confirm.back").taps("desk.close").taps("end.close")


async def alert(town: Town, language: str) -> None:
    cast = await _ready(town, language)
    await cast.dana.taps("confirm.send")
    await cast.marisol.taps("answer.onway").taps("answer.onscene")
    await cast.jean.taps("answer.cannot")
    await town.forward(seconds=8)


async def likely(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    await cast.rosa.says(_said(language, "report"))
    town.story.begin()
    await cast.dana.taps("desk.confirm").taps("basis.inside").taps("confirm.without").taps("confirm.send")


async def closing(town: Town, language: str) -> None:
    cast = await _ready(town, language)
    await cast.dana.taps("confirm.send")
    await town.forward(minutes=20)
    town.story.begin()
    for update in ("enough", "more", "leaving"):
        await cast.dana.taps("desk.update").taps(f"tell.{update}")
    await cast.dana.taps("desk.update").taps("tell.words").says(_said(language, "update")).taps("tell.send")
    await cast.tomas.says(_said(language, "stop"))
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.jean.taps("answer.onway")


async def false_alarm(town: Town, language: str) -> None:
    cast = await _ready(town, language)
    await cast.dana.taps("confirm.send")
    await town.forward(minutes=20)
    town.story.begin()
    await cast.dana.taps("desk.cancel").taps("end.cancel")
    await town.forward(minutes=6)


async def correcting(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    (sam,) = await town.with_people("Sam")
    await cast.rosa.says(_said(language, "report")).taps("kind.see").taps("activity.taking").taps("size.some")
    await sam.says(_said(language, "again")).taps("kind.see").taps("activity.entering")
    await sam.sends_location(*NORTHAMPTON)
    town.story.begin()
    await cast.dana.taps("desk.use.place").taps("desk.leave.facts")
    await cast.dana.taps("desk.correct").taps("choice.correct.facts").taps("choice.correct.what.size")
    await cast.dana.taps("choice.size.few").taps("desk.correct").taps("choice.correct.words")
    await cast.dana.taps("correct.words.out").taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    await cast.dana.taps("desk.correct").taps("choice.correct.place").says(_said(language, "place"))
    await cast.dana.taps("desk.correct").taps("choice.correct.time").says(_said(language, "time"))
    await cast.dana.taps("correct.send")
    await town.forward(seconds=4)


async def preview(town: Town, language: str) -> None:
    cast = await _ready(town, language)
    await cast.dana.taps("confirm.in").taps("confirm.me")
    await cast.rosa.says(_said(language, "more"))
    await cast.dana.taps("confirm.send").taps("confirm.without")


async def taken_back(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    await cast.rosa.says(_said(language, "report"))
    town.story.begin()
    await cast.jean.taps("look.seen")
    await town.forward(minutes=1)
    await cast.jean.taps("look.nothing")
    await cast.dana.taps("desk.confirm")
    await cast.marisol.taps("look.seen")
    await cast.dana.taps("desk.confirm")


async def not_immigration(town: Town, language: str) -> None:
    cast = await _ready(town, language)
    await cast.dana.taps("confirm.send")
    await town.forward(minutes=20)
    town.story.begin()
    await cast.dana.taps("desk.notimmigration").taps("end.police")


async def reopened(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    await cast.rosa.says(_said(language, "report"))
    await cast.marisol.taps("choice.going", minutes=5)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await town.forward(minutes=3)
    town.story.begin()
    await cast.jean.taps("look.seen")
    await cast.marisol.taps("choice.going", minutes=5)
    await cast.dana.taps("desk.reopen")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")


async def asking_back(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    sam, kim, leo = await town.with_people("Sam", f"Kim {language} member signal", f"Leo {language} dispatcher signal")
    await sam.says(_said(language, "again"))
    await kim.says(f"{_said(language, 'report')}")
    town.story.begin()
    await cast.dana.taps("desk.people").taps("choice.ask_reporter", n=2).says(_said(language, "question"))
    await kim.says(_said(language, "answer"))
    await cast.dana.taps("choice.ask_reporter", n=2).says(_said(language, "question"))
    await kim.says("2")
    await leo.taps("desk.people").taps("choice.ask_reporter", n=1).says(_said(language, "question"))
    await sam.sends_voice().taps("kind.came").taps("witnesses.no").taps("write.no")
    await cast.dana.taps("choice.ask_reporter", n=1)


async def muting(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    sam, kim, lee = await town.with_people("Sam", "Kim", "Lee")
    for stranger in (sam, kim, lee):
        await stranger.says(f"{_said(language, 'joke')} {stranger.name}")
    await sam.says(f"{_said(language, 'elsewhere')}, Northampton")
    await kim.says(f"/report {_said(language, 'elsewhere')}, Holyoke")
    town.story.begin()
    await cast.dana.taps("desk.people").taps("choice.mute_reporter", n=1)
    await town.forward(minutes=40)
    town.story.begin()
    for stranger in (sam, kim, lee):
        await stranger.says(f"/report {_said(language, 'elsewhere')} {stranger.name}, Northampton")
    await cast.dana.says(_said(language, "desk")).taps("muted.show").taps("muted.end").taps("several.begin")
    await cast.dana.taps("several.mark")
    await town.forward(seconds=4)
    await cast.dana.taps("several.review").taps("several.yes")


async def suspending(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    cora, ben, nina = await town.with_people(
        f"Cora {language} coordinator", f"Ben {language} coordinator signal", "Nina"
    )
    await nina.says(f"/start {await town.invitation('dispatcher')}").taps(f"consent.{language}")
    await cast.rosa.says(_said(language, "report"))
    await nina.taps("desk.claim")
    town.story.begin()
    await cora.says(_said(language, "lock")).taps("choice.name", name="Nina").taps("lock.now")
    await nina.taps("desk.confirm").says(_said(language, "desk")).says(_said(language, "status"))
    await cora.says(_said(language, "lock")).taps("lock.who", name="Nina").taps("lock.lift")
    await ben.says(_said(language, "lock")).taps("lock.who", name="Nina").taps("lock.lift")
    await ben.taps("lock.who", name="Nina").taps("lock.take")


async def people(town: Town, language: str) -> None:
    await gathered(town, language)
    cora, ada, _ = await town.with_people(
        f"Cora {language} coordinator", f"Ada {language} coordinator everywhere signal", "Ben en coordinator member"
    )
    await cora.says(_said(language, "lock")).taps("choice.name", name="Dana").taps("lock.now")
    await ada.says(_said(language, "lock")).taps("lock.who", name="Dana").taps("lock.lift")
    await town.forward(minutes=1)
    town.story.begin()
    await cora.says(_said(language, "people")).taps("choice.trust.more_people").taps("who.in", view="role.member")
    await cora.taps("who.is", name="Ben").taps("lock.take")
    await ada.says(_said(language, "people")).taps("who.in", name="Holyoke").taps("who.is", name="Ines")
    await ada.says(_said(language, "stop")).taps("stop.no")
    await cora.says(f"{_said(language, 'people')} 0000")


async def banning(town: Town, language: str) -> None:
    await gathered(town, language)
    cora, ben, mallory, eve = await town.with_people(
        f"Cora {language} coordinator",
        f"Ben {language} coordinator signal",
        f"Mallory {language} member signal",
        f"Eve {language} dispatcher",
    )
    await cora.says(_said(language, "lock")).taps("choice.name", name="Eve").taps("lock.now")
    await town.forward(minutes=1)
    town.story.begin()
    await cora.says(_said(language, "people")).taps("who.is", name="Mallory").taps("ban.ask").taps("ban.yes")
    await mallory.says(_said(language, "join"))
    await cora.taps("who.is", name="Eve").taps("ban.ask")
    await ben.says(_said(language, "people")).taps("who.is", name="Eve").taps("ban.ask").taps("ban.yes")
    await ben.says(_said(language, "people")).taps("ban.list").taps("ban.end")
    await eve.says(_said(language, "join"))


async def committee(town: Town, language: str) -> None:
    await gathered(town, language)
    ida, cora, omar = await town.with_people(
        f"Ida {language} committee everywhere", f"Cora {language} coordinator signal", "Omar"
    )
    town.story.begin()
    await ida.says(_said(language, "committee")).taps("committee.invite")
    parts = ida.screen.lines[-1].spoken.notice.parts
    code = next(str(part.values["code"]) for part in parts if "code" in part.values)
    await omar.says(f"/start {code}").taps(f"consent.{language}")
    await ida.taps("lock.who", name="Cora").taps("lock.now").taps("lock.who", name="Cora").taps("lock.lift")
    await town.forward(minutes=1)
    await ida.taps("committee.account")
    await cora.says(_said(language, "committee"))
    await town.forward(days=11)


async def audit(town: Town, language: str) -> None:
    cast = await _ready(town, language)
    cora, ben = await town.with_people(f"Cora {language} coordinator everywhere", f"Ben {language} coordinator signal")
    await cast.dana.taps("confirm.send").taps("desk.update").taps("tell.leaving")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    for role in ("responder", "member", "dispatcher"):
        await cora.says(f"/invite {role} Northampton")
    await cora.says(_said(language, "lock"))
    await cora.taps("choice.name", name="Dana").taps("lock.now")
    await town.forward(minutes=1)
    town.story.begin()
    await cora.says(_said(language, "audit")).taps("audit.all").taps("audit.town", name="Northampton")
    await ben.says(f"{_said(language, 'audit')} #1").says(f"{_said(language, 'audit')} nada")


async def linking(town: Town, language: str) -> None:
    dana, other = await town.with_people(f"Dana {language} dispatcher", "Dana signal")
    await other.says("hola" if language == "es" else "hello")
    await town.forward(minutes=2)
    town.story.begin()
    await _writes_the_code(dana, other, language)
    await dana.taps("link.no")
    await _writes_the_code(dana, other, language)
    await dana.taps("link.yes")
    await other.taps("link.undo")
    await town.forward(hours=3)
    await _writes_the_code(dana, other, language)
    await dana.taps("link.yes").says(_said(language, "unlink")).taps("link.part")


async def _writes_the_code(owner: Phone, other: Phone, language: str) -> None:
    await owner.says(_said(language, "link"))
    parts = owner.screen.lines[-1].spoken.notice.parts
    code = next(str(part.values["code"]) for part in parts if "code" in part.values)
    await other.says(f"{_said(language, 'link')} {code}").taps("link.mine")


async def commands(town: Town, language: str) -> None:
    (cora,) = await town.with_people(f"Cora {language} coordinator dispatcher responder")
    for words in SAID[language]["commands"]:
        await cora.says(words)


async def inviting(town: Town, language: str) -> None:
    cora, ben, nina = await town.with_people(
        f"Cora {language} coordinator", f"Ben {language} coordinator signal", f"Nina {language}"
    )
    await cora.says(_said(language, "invites")).taps("invites.new").taps("choice.as.member")
    await cora.taps("invites.for", n=50).taps("invites.make", n=7)
    code = str(cora.screen.lines[-1].spoken.notice.parts[1].values["link"]).partition("=")[2]
    await cora.taps("invites.square").taps("invites.print")
    await nina.says(f"/start {code}").taps(f"consent.{language}")
    await cora.says(_said(language, "invite"))
    await ben.taps("invites.yes").says(_said(language, "invites")).taps("invites.end")
    await cora.says(_said(language, "invites")).taps("invites.end")
    await cora.taps("invites.square")


async def forgetting(town: Town, language: str) -> None:
    cast = await gathered(town, language)
    (cora,) = await town.with_people(f"Cora {language} coordinator signal")
    await cast.rosa.says(_said(language, "report"))
    town.story.begin()
    await cast.rosa.says(_said(language, "my_data"))
    await cast.rosa.says(_said(language, "forget")).taps("forget.yes")
    await town.forward(minutes=1)
    await cast.dana.says(_said(language, "forget")).taps("forget.yes")
    await cora.says(_said(language, "forget"))


async def reach(town: Town, language: str) -> None:
    cora, rosa, jean = await town.with_people(
        f"Cora {language} coordinator everywhere", f"Rosa {language} member", f"Jean {language} responder signal"
    )
    await town.also(rosa, "signal")
    command = _said(language, "reach")
    await cora.says(command).taps("choice.name", name="Northampton").taps("reach.ask").taps("reach.start")
    await rosa.taps("reach.got")
    await town.forward(minutes=16)
    await jean.says("1")
    await town.forward(days=8)
    await cora.says(f"{command} Northampton").taps("reach.ask").taps("reach.start")
    await rosa.taps("reach.got")
    await town.forward(minutes=16)
    await cora.says(f"{command} Northampton").taps("reach.missed")
    await cora.says(f"{command} Northampton").taps("reach.ask")
    await cora.says(f"{command} Holyoke").taps("reach.day").taps("choice.reach_tests.day", day="reach_tests.day.1")
    await cora.taps("choice.reach_tests.hour", hour="reach_tests.hour.18")


async def safety_number(town: Town, language: str) -> None:
    ben, cora = await town.with_people(f"Ben {language} coordinator signal", f"Cora {language} coordinator")
    other = await town.also(ben, "telegram")
    async with town.work.begin() as uow:
        contact = next(one for one in await uow.contacts.of(ben.person_id) if one.address == ben.address)
        await number_changed(uow, town.now, contact.id, "12345" * 12)
    await town.settle()
    await other.says(_said(language, "lock"))
    await cora.says(_said(language, "lock")).taps("choice.name", name="Ben").taps("number.show").taps("number.same")
    await cora.says(_said(language, "audit"))


async def exporting(town: Town, language: str) -> None:
    cora, ben, _ = await town.with_people(
        f"Cora {language} coordinator", f"Ben {language} coordinator signal", f"Eva {language} coordinator Holyoke"
    )
    for answer in ("export.no", "export.yes"):
        await cora.says(_said(language, "export")).taps("export.ask")
        await ben.taps(answer)
    await cora.says(_said(language, "export")).taps("export.ask")
    await town.forward(hours=1)


FLOWS: tuple[Callable[[Town, str], Awaitable[None]], ...] = (
    trainings,
    shifts, escalation, tasks,
    report, stranger, joining, signing_up, desk, unverified, preview, taken_back, alert, likely, closing, false_alarm,
    not_immigration, reopened, correcting, asking_back, muting, suspending, audit, people, towns, banning,
    committee, linking, forgetting, reach, inviting, safety_number, exporting,
    commands, *HEARD_FLOWS, *VOUCHING_FLOWS,
)  # fmt: skip


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
async def test_the_words_are_those_that_were_reviewed(
    town: Town, flow: Callable[[Town, str], Awaitable[None]], language: str, pytestconfig: pytest.Config
) -> None:
    await flow(town, language)
    told = town.story.text(f"{flow.__name__.replace('_', ' ').capitalize()}, {language}")
    file = GOLDEN / f"{flow.__name__}.{language}.txt"
    if pytestconfig.getoption("--golden") or os.environ.get("REBATO_GOLDEN"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8"), "read what changed, then write it anew with --golden"


def test_every_transcript_belongs_to_a_flow() -> None:
    expected = {f"{flow.__name__}.{language}.txt" for flow in FLOWS for language in SAID}
    assert {file.name for file in GOLDEN.iterdir()} == expected


async def _ready(town: Town, language: str) -> Cast:
    """The preview stands on Dana's screen."""
    cast = await gathered(town, language)
    await cast.rosa.says(_said(language, "report")).taps("kind.see").taps("activity.taking").taps("size.some")
    await cast.rosa.sends_location(*NORTHAMPTON)
    await cast.jean.taps("look.seen")
    await cast.dana.taps("desk.confirm")
    town.story.begin()
    return cast


def _said(language: str, what: str) -> str:
    return str(SAID[language][what])

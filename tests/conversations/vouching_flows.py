"""What people read while they vouch, and while coordinators let them in."""

from tests.conversations.phone import Phone
from tests.conversations.town import Town

COMMANDS = {
    "en": {"vouch": "/vouch", "vouching": "/vouching", "queue": "/queue", "join": "/join", "me": "/me"},
    "es": {"vouch": "/avalar", "vouching": "/avales", "queue": "/pendientes", "join": "/unirme", "me": "/yo"},
}


async def vouching(town: Town, language: str) -> None:
    """A network asks for two vouches; a newcomer gets them, one from a coordinator."""
    said = COMMANDS[language]
    cora, ben, rosa = await town.with_people(
        f"Cora {language} coordinator", f"Ben {language} coordinator signal", f"Rosa {language} member signal"
    )
    await cora.says(said["vouching"]).taps("vouching.ask").taps("choice.vouching.count", n=3)
    await cora.taps("choice.vouching.count", n=2)
    await ben.taps("vouching.yes")
    nina = await _asks(town, "Nina", language)
    await nina.says(said["vouch"])
    code = _code_on(nina)
    await rosa.says(said["vouch"]).says(f"{said['vouch']} Nina").says(f"{said['vouch']} ABCD-EFGH")
    await nina.says(said["me"])
    await rosa.says(f"{said['vouch']} {code}").taps("vouch.yes")
    await nina.says(said["me"])
    await cora.taps("vouch.member")


async def waiting(town: Town, language: str) -> None:
    """Many wait: they are let in together, one by one, and taken back."""
    said = COMMANDS[language]
    (cora,) = await town.with_people(f"Cora {language} coordinator")
    (rosa,) = await town.with_people(f"Rosa {language} member")
    people = [await _asks(town, name, language) for name in ("Nina", "Otto", "Pia")]
    await people[0].says(said["vouch"])
    await rosa.says(f"{said['vouch']} {_code_on(people[0])}").taps("vouch.yes")
    await town.forward(days=3, minutes=1)
    town.story.begin()
    await cora.says(said["queue"]).taps("queue.is", name="Nina").taps("choice.as.member")
    await cora.says(said["queue"]).taps("queue.many").taps("queue.sure").taps("queue.yes").taps("queue.undo")


async def _asks(town: Town, name: str, language: str) -> Phone:
    (phone,) = await town.with_people(name)
    await phone.says(COMMANDS[language]["join"]).taps(f"consent.{language}").taps("join.town", name="Northampton")
    return phone


def _code_on(phone: Phone) -> str:
    parts = phone.screen.lines[-1].spoken.notice.parts
    return next(str(part.values["code"]) for part in parts if "code" in part.values)


VOUCHING_FLOWS = (vouching, waiting)

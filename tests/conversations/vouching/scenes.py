"""A newcomer with a code, and a network that asks for vouches."""

from alerts.vouching import changing_rule
from tests.conversations.phone import Phone
from tests.conversations.town import Town


async def asks_for(town: Town, needed: int) -> None:
    """So many vouches make a member from now on, as an operator says."""
    await town.work.run(lambda uow: changing_rule.set_rule(uow, town.now, needed, None))
    await town.settle()
    town.forget_news()


async def newcomer(town: Town, name: str = "Nina", app: str = "", language: str = "en") -> Phone:
    """Somebody who asked to join in Northampton."""
    (phone,) = await town.with_people(f"{name} {app}")
    await phone.says("/join").taps(f"consent.{language}").taps("join.town", name="Northampton").hears("join.asked")
    found = await town.work.look_at(lambda uow: uow.people.find(phone.platform.line_id, phone.address))
    assert found is not None
    phone.person_id = found[0].id
    town.forget_news()
    return phone


async def code_of(phone: Phone, command: str = "/vouch") -> str:
    """The code that this person's app shows them."""
    await phone.says(command).hears("vouching.code")
    return code_on(phone)


def code_on(phone: Phone) -> str:
    """The code that stands in what they heard last."""
    assert phone.last is not None
    return next(str(part.values["code"]) for part in phone.last.spoken.notice.parts if "code" in part.values)


async def vouches(phone: Phone, code: str) -> None:
    """This member writes the code, and knows whose it is."""
    await phone.says(f"/vouch {code}").hears("vouching.ask").taps("vouch.yes")
    phone.town.forget_news()

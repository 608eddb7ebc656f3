from tests.conversations.town import Town


async def test_if_nobody_answers_the_next_ring_is_asked(town: Town) -> None:
    rosa, dana, luis, ana = await town.with_people(
        "Rosa es member", "Dana en dispatcher", "Luis en responder", "Ana es responder"
    )
    await rosa.says("/report two vans at 5th & Main").hears("report.received")
    await dana.hears("card.head", place="5th & Main").then_taps("claim").is_told("toast.claimed")
    await luis.hears("verify.ask").taps("look.going").hears("x")

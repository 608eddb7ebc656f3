"""A line that nobody works, because its settings are gone: the desk hears of it, and nobody is invited there."""

from tests.conversations.town import Town


async def test_the_desk_reads_at_status_which_line_nobody_works_and_others_do_not(town: Town) -> None:
    dana, rosa, _ = await town.with_people("Dana en dispatcher", "Rosa es member", "Luis es member signal")
    await dana.says("/status").hears("status.head")
    assert "status.deserted_line" not in dana.keys
    town.idle_lines = frozenset({town.signal.line_id})
    await dana.says("/status").hears("status.deserted_line", transport="Signal", count=1)
    await rosa.says("/status").hears("status.head")
    assert "status.deserted_line" not in rosa.keys


async def test_an_invitation_names_no_line_that_nobody_works(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/invite member Northampton").hears("invite.signal")
    assert "invite.link" in cora.keys
    town.idle_lines = frozenset({town.telegram.line_id})
    await cora.says("/invite member Northampton").hears("invite.signal")
    assert "invite.link" not in cora.keys

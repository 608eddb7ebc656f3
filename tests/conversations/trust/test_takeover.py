"""A coordinator's phone is stolen at 2 a.m.: another one puts it out in a minute; what it began dies or is listed."""

from datetime import UTC, datetime, timedelta

from alerts.people.pseudonym import pseudonym
from storage.core import core_tables as t
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town

NIGHT = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
"""2 a.m. in Northampton."""


async def _invites(coordinator: Phone, role: str) -> str:
    await coordinator.says(f"/invite {role} Northampton").hears("invite.made")
    assert coordinator.last is not None
    return str(next(part.values["code"] for part in coordinator.last.spoken.notice.parts if "code" in part.values))


async def test_a_stolen_phone_is_put_out_within_a_minute_and_nothing_of_what_it_began_goes_on(town: Town) -> None:
    town.now = NIGHT
    stolen, cora, ada, rosa, tomas, eve, mallory = await town.with_people(
        "Ben en coordinator dispatcher",
        "Cora en coordinator",
        "Ada es coordinator Holyoke",
        "Rosa es member",
        "Tomás es subscriber",
        "Eve",
        "Mallory signal",
    )
    await rosa.says(REPORT)
    town.forget_news()
    # Whoever has the phone makes a helper a coordinator, keeps a second invitation, links an app, and begins an alert.
    first = await _invites(stolen, "coordinator")
    await eve.says(f"/start {first}").hears("join.not_yet")
    # Half asleep, somebody says yes to it.
    await ada.hears("invites.ask", name="Ben").taps("invites.yes").is_told("toast.invites.approved")
    await eve.says(f"/start {first}").taps("consent.en").hears("join.as.coordinator")
    kept = await _invites(stolen, "dispatcher")
    await stolen.says("/link").hears("link.code")
    assert stolen.last is not None
    code = next(part.values["code"] for part in stolen.last.spoken.notice.parts if "code" in part.values)
    await stolen.taps("desk.confirm").taps("basis.inside")
    sending = stolen.button("confirm.send")
    began = town.now

    await cora.hears("trust.joined", name="Eve", by="Ben")
    await ada.hears("trust.joined", name="Eve", by="Ben")
    await cora.says("/lock").taps("choice.name", name="Ben").taps("lock.now").is_told("toast.trust.suspended")
    assert town.now - began <= timedelta(minutes=1)
    await ada.hears("trust.suspended", by="Cora", name="Ben", names=("Eve",))
    await cora.taps("choice.trust.show", name="Eve").taps("lock.now").is_told("toast.trust.suspended")
    await ada.hears("trust.suspended", name="Eve")
    town.forget_news()

    before = await town.rows(t.grant)
    await stolen.presses(sending).is_told("trust.suspended_still")
    await stolen.says("/invite coordinator Northampton").hears("trust.suspended_still")
    await stolen.says("/lock").hears("trust.suspended_still")
    await eve.says("/lock").hears("trust.suspended_still").says("/desk").hears("trust.suspended_still")
    await mallory.says(f"/start {kept}").hears("join.bad_code")
    await mallory.says(f"/link {code}").hears("link.bad_code")
    assert await town.rows(t.grant) == before
    await tomas.hears_nothing()
    await cora.says("/desk").taps("desk.show").taps("desk.claim").is_told("toast.claimed")

    # What it did in that minute is listed, in order, to be looked at and undone.
    town.forget_news()
    await cora.says(f"/audit {pseudonym(stolen.person_id)}").hears("audit.head_person")
    done = [row for row in await town.rows_of("audit_entry") if stolen.person_id in (row.by_id, row.whom_id)]
    assert [row.action for row in done] == ["invited", "joined", "invited", "claimed", "confirming", "suspended"]
    assert pseudonym(done[1].whom_id) in cora.text, "whom it let in"
    assert "dispatcher, Northampton" in cora.text, "the invitation that was kept back"
    await ada.says(f"/audit {pseudonym(stolen.person_id)}").hears("audit.head_person")
    assert "#1" not in ada.text, "incidents are their own desk's"

    # In the morning Ben has a new phone, and Ada knows his voice.
    await town.forward(hours=7)
    town.forget_news()
    await cora.says("/lock").taps("choice.name", name="Ben").taps("lock.lift").is_told("trust.second")
    await ada.taps("choice.trust.show", name="Ben").taps("lock.lift").is_told("toast.trust.lifted")
    await stolen.hears("trust.you_are_back").presses(sending)
    await tomas.hears_nothing()
    await eve.says("/desk").hears("trust.suspended_still")

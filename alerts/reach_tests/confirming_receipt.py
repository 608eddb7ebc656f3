"""Somebody got the test message and says so."""

from datetime import datetime, timedelta

from alerts.notices import Text, text
from alerts.people.person import Contact
from alerts.reach_tests.deadlines import PAGES
from alerts.reach_tests.ports import REACH_TESTS
from alerts.work.unit_of_work import UnitOfWork

FOLLOWS, APART = timedelta(seconds=5), timedelta(seconds=10)
"""The results that are shown follow the answers so much later, and so far apart: hundreds answer in a minute."""


async def confirm_receipt(uow: UnitOfWork, now: datetime, test_id: int, contact: Contact) -> Text:
    """Keep that the test reached them there; an answer after its end is thanked for and not counted."""
    test = await REACH_TESTS(uow).get(test_id)
    if test is None or test.ended_at is not None:
        return text("toast.reach_tests.over")
    if await REACH_TESTS(uow).answered(test_id, contact.id, now):
        await uow.deadlines.set_latest(PAGES, test_id, now + FOLLOWS, apart=APART)
    return text("toast.reach_tests.thanks")

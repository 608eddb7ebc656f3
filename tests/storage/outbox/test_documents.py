"""Files of ours: sealed until they were sent to everybody they are for, and then kept no more."""

import pytest

from alerts.document import LARGEST, Document
from storage.core import core_tables as t
from storage.outbox.delivery_fate import Fate, Verdict
from tests.storage.mailbox import Mailbox, saying

PAGE = Document(name="page.pdf", media_type="application/pdf", content=b"%PDF-documentcanary\x00\xff")


async def kept(mailbox: Mailbox) -> bool:
    """Whether the file lies in the database yet; its words do in any case."""
    [row] = await mailbox.rows(t.notice)
    content = mailbox.vault.open_json("notice", "content", row.id, row.content)
    assert content["parts"]
    assert b"documentcanary" not in row.content
    return "document" in content


async def test_a_file_comes_out_of_the_outbox_as_it_was_posted(mailbox: Mailbox) -> None:
    await mailbox.post(saying(document=PAGE), [await mailbox.contact("1")])
    [claimed] = await mailbox.claim()
    assert claimed.notice.document == PAGE
    assert await kept(mailbox)


async def test_it_is_kept_until_everybody_has_it_and_no_longer(mailbox: Mailbox) -> None:
    await mailbox.post(saying(document=PAGE), [await mailbox.contact("1"), await mailbox.contact("2")])
    first, second = await mailbox.claim()
    await mailbox.show(first)
    assert await kept(mailbox), "for the second"
    await mailbox.record(Verdict(claimed=second, fate=Fate.AGAIN, due_at=mailbox.now))
    assert await kept(mailbox), "it is tried again"
    [second] = await mailbox.claim()
    assert second.notice.document == PAGE
    await mailbox.record(Verdict(claimed=second, fate=Fate.FAILED, failure="blocked"))
    assert not await kept(mailbox)


async def test_what_may_have_arrived_and_is_not_sent_again_is_kept_no_more(mailbox: Mailbox) -> None:
    await mailbox.post(saying(document=PAGE), [await mailbox.contact("1")])
    [claimed] = await mailbox.claim()
    await mailbox.record(Verdict(claimed=claimed, fate=Fate.UNSURE))
    assert not await kept(mailbox)


async def test_what_comes_too_late_is_kept_no_more(mailbox: Mailbox) -> None:
    await mailbox.post(saying(document=PAGE, expires_at=mailbox.now), [await mailbox.contact("1")])
    assert await mailbox.claim() == []
    assert not await kept(mailbox)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "page"},
        {"name": "page;x.pdf"},
        {"name": "página.pdf"},
        {"name": "../page.pdf"},
        {"media_type": "pdf"},
        {"media_type": "text/plain;charset=utf-8"},
        {"content": b""},
        {"content": bytes(LARGEST + 1)},
    ],
)
def test_what_no_platform_takes_is_no_document(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a document's"):
        Document(**({"name": "page.pdf", "media_type": "application/pdf", "content": b"x"} | wrong))  # type: ignore[arg-type]

"""A file of ours on its way to a platform: it goes with its words, and where it is refused they say so."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from alerts.document import Document
from bot.transports.base import MediaRefused
from tests.bot.fake_transport import FakeTransport
from tests.bot.outbound.test_courier import courier, words
from tests.storage.mailbox import Mailbox, saying

PAGE = Document(name="page.pdf", media_type="application/pdf", content=b"%PDF-\x00\xff")


@pytest.fixture
async def mailbox(tmp_path: Path) -> AsyncIterator[Mailbox]:
    opened = await Mailbox.open(tmp_path)
    yield opened
    await opened.store.close()


async def test_it_goes_with_its_name_and_type_beside_the_words(mailbox: Mailbox) -> None:
    paper = FakeTransport(mailbox.line_id)
    await mailbox.post(saying(document=PAGE), [await mailbox.contact("1")])
    await courier(mailbox, paper).drain()
    [sent] = paper.sent
    assert (sent.file, sent.file_name, sent.file_type) == (PAGE.content, "page.pdf", "application/pdf")
    assert sent.text == words("report.where")


async def test_where_it_is_refused_the_words_say_that_it_is_missing(mailbox: Mailbox) -> None:
    paper = FakeTransport(mailbox.line_id)
    paper.outcomes.append(MediaRefused())
    await mailbox.post(saying(document=PAGE), [await mailbox.contact("1")])
    await courier(mailbox, paper).drain()
    assert [sent.file for sent in paper.sent] == [PAGE.content, None]
    assert paper.sent[-1].text == f"{words('report.where')}\n{words('mark.document_refused')}"
    assert await mailbox.states() == ["delivered"]


async def test_words_as_a_file_go_as_before(mailbox: Mailbox) -> None:
    paper = FakeTransport(mailbox.line_id)
    await mailbox.post(saying(file="más palabras"), [await mailbox.contact("1")])
    await courier(mailbox, paper).drain()
    [sent] = paper.sent
    assert (sent.file, sent.file_name, sent.file_type) == ("más palabras".encode(), "", "text/plain")

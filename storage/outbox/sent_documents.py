"""Files of ours that went out to everybody they are for: from then on they are kept no more."""

from collections.abc import Sequence

from sqlalchemy import Connection, exists, select, update

from storage.core import core_tables as t
from storage.encryption.vault import Vault
from storage.outbox.delivery_fate import Verdict
from storage.outbox.notice_codec import without_document


def forget_sent_documents(connection: Connection, vault: Vault, verdicts: Sequence[Verdict]) -> None:
    """Take the file out of each notice that nobody waits for any more; the words stay as long as other messages."""
    with_one = {verdict.claimed.notice_id for verdict in verdicts if verdict.claimed.notice.document is not None}
    for notice_id in sorted(with_one):
        waits = exists().where(t.delivery.c.notice_id == notice_id, t.delivery.c.state.in_(("queued", "sending")))
        asking = select(t.notice.c.content).where(t.notice.c.id == notice_id, ~waits)
        content = connection.execute(asking).scalar_one_or_none()
        if content is not None:
            rest = without_document(vault.open_json("notice", "content", notice_id, content))
            sealed = vault.seal_json("notice", "content", notice_id, rest)
            connection.execute(update(t.notice).where(t.notice.c.id == notice_id).values(content=sealed))

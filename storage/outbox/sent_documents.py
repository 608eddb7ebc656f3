"""Files of ours that nobody waits for any more, as they went out or were taken back: they are kept no longer."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, LargeBinary, bindparam, exists, select, update

from storage.core import core_tables as t
from storage.encryption.vault import Vault
from storage.outbox.delivery_fate import Verdict
from storage.outbox.notice_codec import without_document

# Built once: to build a statement takes longer than SQLite needs for it.
_OF_NO_USE = select(t.notice.c.content).where(
    t.notice.c.id == bindparam("notice"),
    ~exists().where(t.delivery.c.notice_id == t.notice.c.id, t.delivery.c.state.in_(("queued", "sending"))),
)
_KEEP_REST = (
    update(t.notice).where(t.notice.c.id == bindparam("notice")).values(content=bindparam("rest", type_=LargeBinary))
)


def forget_sent_documents(connection: Connection, vault: Vault, verdicts: Sequence[Verdict]) -> None:
    """Take the file out of each notice that nobody waits for any more; the words stay as long as other messages."""
    with_one = {verdict.claimed.notice_id for verdict in verdicts if verdict.claimed.notice.document is not None}
    forget_documents(connection, vault, sorted(with_one))


def forget_documents(connection: Connection, vault: Vault, notice_ids: Iterable[int]) -> None:
    """Take the file, if there is one, out of those of these notices that nobody waits for any more."""
    for notice_id in notice_ids:
        sealed = connection.execute(_OF_NO_USE, {"notice": notice_id}).scalar_one_or_none()
        if sealed is None:
            continue
        content = vault.open_json("notice", "content", notice_id, sealed)
        rest = without_document(content)
        if rest != content:
            anew = vault.seal_json("notice", "content", notice_id, rest)
            connection.execute(_KEEP_REST, {"notice": notice_id, "rest": anew})

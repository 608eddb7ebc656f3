"""Who an alert is meant for and does not reach, as the preview says it: how many, and why."""

from collections.abc import Iterator

from alerts.notices import Text, text
from alerts.work.mail import Reach


def left_out(*audiences: Reach, silent: int, unticked: int = 0) -> list[Text]:
    """Return the line that says how many of these audiences are left out and why; nothing where nobody is.

    `silent`: how many reporters said that it is not safe to write to them; `unticked`: how many the
    dispatcher leaves out.
    """
    reasons = tuple(_reasons(audiences, silent, unticked))
    return [text("preview.left_out", reasons=reasons)] if reasons else []


def _reasons(audiences: tuple[Reach, ...], silent: int, unticked: int) -> Iterator[Text]:
    if unreachable := sum(reach.unreachable for reach in audiences):
        yield text("left_out.unreachable", count=unreachable)
    if stopped := sum(reach.stopped for reach in audiences):
        yield text("left_out.stopped", count=stopped)
    if no_consent := sum(reach.no_consent for reach in audiences):
        yield text("left_out.no_consent", count=no_consent)
    if away := sum(reach.away for reach in audiences):
        yield text("left_out.away", count=away)
    if silent:
        yield text("left_out.silent", count=silent)
    if unticked:
        yield text("left_out.unticked", count=unticked)

"""What stands before a message: who writes, and what they were asked or told."""

from enum import StrEnum


class Situation(StrEnum):
    """Where somebody stands in the conversation as they write."""

    STRANGER_FIRST = "stranger_first"
    """Nobody of the network knows them; nothing is open."""
    MEMBER_FIRST = "member_first"
    """A vetted member; nothing is open."""
    SUBSCRIBER = "subscriber"
    """Gets alerts; nothing is open."""
    REPORTER_ASKED_WHERE = "reporter_asked_where"
    """Their report has no place, and they were asked for it."""
    REPORTER_OPEN_REPORT = "reporter_open_report"
    """Their report is open, and its place known."""
    REPORTER_AFTER_CLOSED = "reporter_after_closed"
    """What they reported is over."""
    VERIFIER_ASKED = "verifier_asked"
    """Was asked to look, and has not answered."""
    VERIFIER_GOING = "verifier_going"
    """Said that they go and look."""
    RESPONDER_ALERTED = "responder_alerted"
    """Got an alert, and has not answered."""
    RESPONDER_ON_WAY = "responder_on_way"
    """Said that they are on their way to an alert."""
    RESPONDER_ON_SCENE = "responder_on_scene"
    """Said that they are there."""

    @property
    def on_task(self) -> bool:
        """Whether an incident with a place is theirs to look at or to go to."""
        return self.value.startswith(("verifier_", "responder_"))

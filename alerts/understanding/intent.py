"""What somebody wants with a message."""

from enum import StrEnum


class Intent(StrEnum):
    """What the bot must do first about a message. Only some of them ask anybody to go."""

    SIGHTING = "sighting"
    """Agents somewhere: seen, heard of, past, or the same ones at a new place."""
    CAME_FOR_ME = "came_for_me"
    """Agents at the writer's own door, car or job."""
    SOMEBODY_TAKEN = "somebody_taken"
    """Somebody was led away."""
    PLEA = "plea"
    """A cry for help that names no place."""
    FEAR_NO_INFORMATION = "fear_no_information"
    """Fear, and no agents."""
    PLACE_ANSWER = "place_answer"
    """An answer to "Where?" that is a place."""
    MORE_FACTS = "more_facts"
    """More about what they reported."""
    CORRECTION = "correction"
    """An error of theirs put right: place, town, time."""
    RETRACTION = "retraction"
    """What they reported was never immigration."""
    OVER = "over"
    """The agents left."""
    VERIFIER_GOING = "verifier_going"
    """Goes to look."""
    VERIFIER_CANT = "verifier_cant"
    """Does not go to look."""
    VERIFIER_SEES = "verifier_sees"
    """Looked, and sees them."""
    VERIFIER_NOTHING = "verifier_nothing"
    """Looked, and there is nothing."""
    VERIFIER_NOT_ICE = "verifier_not_ice"
    """Looked, and it is somebody else: police, fire, a company."""
    ON_MY_WAY = "on_my_way"
    """Goes to where the alert sends them."""
    ON_SCENE = "on_scene"
    """Arrived there."""
    CANT_GO = "cant_go"
    """Does not go there."""
    RESPONDER_IN_TROUBLE = "responder_in_trouble"
    """Is in danger while on a task."""
    QUESTION_RUMOR = "question_rumor"
    """Asks whether something is true."""
    QUESTION_HELP = "question_help"
    """Asks what to do, or what is allowed."""
    QUESTION_WHERE_IS_RELATIVE = "question_where_is_relative"
    """Looks for somebody who was taken."""
    COURT_OR_NEED = "court_or_need"
    """Needs company, a lawyer, food, somebody for the children."""
    I9_OR_NO_MATCH = "i9_or_no_match"
    """A letter about papers at work."""
    WAGE_THEFT_OR_ABUSE = "wage_theft_or_abuse"
    """An employer or a landlord does them wrong."""
    HATE_CRIME = "hate_crime"
    """Insulted, threatened or hurt for where they come from."""
    OPT_OUT = "opt_out"
    """Wants no more messages."""
    GREETING_THANKS = "greeting_thanks"
    """Greets or thanks."""
    INSULT_OR_TROLL = "insult_or_troll"
    """Insults or mocks us."""
    UNCLEAR = "unclear"
    """None of these can be told."""


SENDS = frozenset(
    {
        Intent.SIGHTING,
        Intent.CAME_FOR_ME,
        Intent.SOMEBODY_TAKEN,
        Intent.PLACE_ANSWER,
        Intent.CORRECTION,
        Intent.RESPONDER_IN_TROUBLE,
        Intent.VERIFIER_SEES,
    }
)
"""After which people may be asked to go somewhere."""

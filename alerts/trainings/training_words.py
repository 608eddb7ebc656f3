"""A training in words, for a list, a reminder or its page."""

from alerts.network.town import Network
from alerts.notices import Quote, Text, Value, text
from alerts.trainings.training import Training
from alerts.trainings.training_times import LONGEST_PLACE


def town_words(network: Network, town_id: int | None) -> Value:
    """Return the name of its town."""
    town = network.town(town_id)
    return town.name if town is not None else text("trainings.no_town")


def what_and_when(network: Network, training: Training) -> Text:
    """Return its moment, town, language and whom it is for: what everybody may know."""
    plan = training.plan
    return text(
        f"trainings.line.{plan.audience}",
        at=plan.starts_at,
        town=town_words(network, plan.town_id),
        language=text(f"language.{plan.language}"),
    )


def where(training: Training) -> Text:
    """Return the line with its place, which only who signed up may read."""
    return text("trainings.where", place=Quote(training.plan.place, LONGEST_PLACE))

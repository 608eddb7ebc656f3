"""Trainings, as the domain registers them."""

from alerts.trainings import deadlines
from alerts.trainings.refreshing import ask_to_refresh
from alerts.trainings.reminding import forget_training, remind_day, remind_soon, tell_who_came
from alerts.trainings.training_times import TRAINING_KEPT
from alerts.work.area import DomainArea

AREA = DomainArea(
    name="trainings",
    keeps=(TRAINING_KEPT,),
    duties={
        deadlines.REMIND_DAY: remind_day,
        deadlines.REMIND_SOON: remind_soon,
        deadlines.OVER: tell_who_came,
        deadlines.FORGET: forget_training,
        deadlines.REFRESHER: ask_to_refresh,
    },
)

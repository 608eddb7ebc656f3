"""Tests of the alarm, as the domain registers them."""

from alerts.reach_tests import deadlines
from alerts.reach_tests.reach_test import KEPT
from alerts.reach_tests.result_pages import end_test, follow_answers, forget_test, tell_results
from alerts.reach_tests.scheduling import run_schedule
from alerts.work.area import DomainArea

AREA = DomainArea(
    name="reach_tests",
    keeps=(KEPT,),
    duties={
        deadlines.RESULTS: tell_results,
        deadlines.PAGES: follow_answers,
        deadlines.OVER: end_test,
        deadlines.FORGET: forget_test,
        deadlines.MONTHLY: run_schedule,
    },
)

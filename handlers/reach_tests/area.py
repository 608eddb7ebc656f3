"""Tests of the alarm, as the conversation registers them."""

from alerts.people.person import COORDINATOR
from alerts.reach_tests import taps
from handlers.core.area import Command, ConversationArea, on
from handlers.reach_tests import monthly_tests, reach_page, running, unanswered_list

AREA = ConversationArea(
    name="reach_tests",
    commands=(Command(name="reach", run=reach_page.reach, roles=COORDINATOR, menu=153, help=370),),
    taps=(
        on(taps.ConfirmReceipt, running.got_it, by_sign=True),
        on(taps.ShowReach, reach_page.show, roles=COORDINATOR),
        on(taps.AskToTest, running.ask, roles=COORDINATOR),
        on(taps.StartTest, running.begin, roles=COORDINATOR),
        on(taps.KeepQuiet, running.keep_quiet, roles=COORDINATOR, elsewhere=True),
        on(taps.ChooseTestDay, monthly_tests.choose_day, roles=COORDINATOR),
        on(taps.ChooseTestHour, monthly_tests.choose_hour, roles=COORDINATOR),
        on(taps.ScheduleTest, monthly_tests.schedule_test, roles=COORDINATOR),
        on(taps.EndSchedule, monthly_tests.end, roles=COORDINATOR),
        on(taps.ShowUnanswered, unanswered_list.show, roles=COORDINATOR),
    ),
)

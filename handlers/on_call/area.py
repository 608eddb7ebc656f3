"""Shifts, as the conversation registers them."""

from alerts.on_call import taps
from alerts.people.person import COORDINATOR, DESK
from handlers.core.area import Command, ConversationArea, during, on
from handlers.on_call import (
    seat_taps,
    shift_changes,
    shift_file,
    shift_list,
    shift_page,
    shift_plan_answers,
    shift_plan_review,
    steps,
)

AREA = ConversationArea(
    name="on_call",
    commands=(Command(name="shifts", run=shift_list.shifts, roles=DESK, menu=119, help=215),),
    taps=(
        on(taps.ShowShifts, shift_list.show, roles=DESK, elsewhere=True),
        on(taps.ShowOwnShifts, shift_list.show_own, roles=DESK, elsewhere=True),
        on(taps.ShowPlanText, shift_list.show_plan, roles=DESK, elsewhere=True),
        on(taps.SendShiftsFile, shift_file.send, roles=DESK, elsewhere=True),
        on(taps.ShowShift, shift_page.show, roles=DESK),
        on(taps.TakeSeat, seat_taps.take, roles=DESK),
        on(taps.TakeOffered, seat_taps.take_offered, roles=DESK),
        on(taps.TakeDeskNow, seat_taps.take_desk, roles=DESK),
        on(taps.OfferSeat, seat_taps.offer, roles=DESK),
        on(taps.KeepSeat, seat_taps.keep, roles=DESK),
        on(taps.GiveUpSeat, seat_taps.give_up, roles=DESK),
        on(taps.ConfirmSeat, seat_taps.confirm, roles=DESK),
        on(taps.StartSeat, seat_taps.start, roles=DESK, by_sign=True),
        on(taps.HandDeskOver, seat_taps.hand_over, roles=DESK),
        on(taps.PlanShift, shift_plan_review.begin, roles=COORDINATOR, elsewhere=True),
        on(taps.ChooseShiftTown, shift_plan_answers.choose_town, roles=COORDINATOR),
        on(taps.ChooseRepeat, shift_plan_answers.choose_repeat, roles=COORDINATOR),
        on(taps.ChooseWeekday, shift_plan_answers.choose_weekday, roles=COORDINATOR),
        on(taps.ChooseShiftDay, shift_plan_answers.choose_day, roles=COORDINATOR),
        on(taps.ShowMoreShiftDays, shift_plan_answers.more_days, roles=COORDINATOR),
        on(taps.ChooseShiftTime, shift_plan_answers.choose_time, roles=COORDINATOR),
        on(taps.ChooseSeatFor, shift_plan_answers.choose_person, roles=COORDINATOR),
        on(taps.ShowMoreSeatPeople, shift_plan_answers.more_people, roles=COORDINATOR),
        on(taps.EnoughChosen, shift_plan_answers.enough, roles=COORDINATOR),
        on(taps.PlanShown, shift_plan_review.plan_it, roles=COORDINATOR),
        on(taps.DropShiftPlan, shift_plan_review.drop_plan, roles=COORDINATOR, elsewhere=True),
        on(taps.AskToCallOff, shift_changes.ask_to_call_off, roles=COORDINATOR),
        on(taps.CallOffShift, shift_changes.call_off, roles=COORDINATOR),
        on(taps.EndRota, shift_changes.end_series, roles=COORDINATOR),
        on(taps.MoveShift, shift_changes.move, roles=COORDINATOR),
        on(taps.ChooseOverride, shift_changes.choose_person, roles=COORDINATOR),
        on(taps.OverrideSeat, shift_changes.ask_reason, roles=COORDINATOR),
        on(taps.GiveReason, shift_changes.give_reason, roles=COORDINATOR),
    ),
    steps=(
        during(steps.AskedAboutShift, shift_plan_answers.written),
        during(steps.ReviewingShift, shift_plan_review.wait_for_choice),
        during(steps.ChoosingOverride, shift_changes.hand_on_words),
    ),
)

"""Trainings, as the conversation registers them."""

from alerts.people.person import COORDINATOR, VERIFIED
from alerts.trainings import taps
from alerts.trainings.training_access import JOINED
from handlers.core.area import Command, ConversationArea, HelpReader, during, on
from handlers.trainings import (
    attendance_code,
    attendance_list,
    calendar_file,
    cancelling,
    plan_answers,
    plan_review,
    signing_up,
    steps,
    trainer_choice,
    training_list,
    training_page,
)

AREA = ConversationArea(
    name="trainings",
    commands=(
        Command(
            name="trainings",
            run=training_list.trainings,
            while_suspended=False,
            menu=62,
            help=33,
            help_for=HelpReader.JOINED,
        ),
        Command(name="here", run=attendance_code.here, while_suspended=False, menu=150),
    ),
    taps=(
        on(taps.ShowTrainings, training_list.show, roles=JOINED, elsewhere=True),
        on(taps.ShowTraining, training_page.show, roles=JOINED),
        on(taps.SignUp, signing_up.join, roles=JOINED),
        on(taps.GiveBack, signing_up.give_back, roles=JOINED),
        on(taps.SendCalendarFile, calendar_file.send, roles=JOINED),
        on(taps.PlanTraining, plan_review.begin, roles=COORDINATOR, elsewhere=True),
        on(taps.ChooseTrainingTown, plan_answers.choose_town, roles=COORDINATOR),
        on(taps.ChooseAudience, plan_answers.choose_audience, roles=COORDINATOR),
        on(taps.ChooseTrainingLanguage, plan_answers.choose_language, roles=COORDINATOR),
        on(taps.ChooseDay, plan_answers.choose_day, roles=COORDINATOR),
        on(taps.ShowMoreDays, plan_answers.more_days, roles=COORDINATOR),
        on(taps.ChooseTime, plan_answers.choose_time, roles=COORDINATOR),
        on(taps.ChooseCapacity, plan_answers.choose_capacity, roles=COORDINATOR),
        on(taps.AnnounceTraining, plan_review.announce_it, roles=COORDINATOR),
        on(taps.DropPlan, plan_review.drop_plan, roles=COORDINATOR, elsewhere=True),
        on(taps.AskToCancel, cancelling.ask, roles=COORDINATOR),
        on(taps.CancelTraining, cancelling.cancel, roles=COORDINATOR),
        on(taps.CountExpected, cancelling.count, roles=COORDINATOR),
        on(taps.ShowAttendance, attendance_list.show, roles=VERIFIED, asked=VERIFIED),
        on(taps.MarkPresent, attendance_list.present, roles=VERIFIED, asked=VERIFIED),
        on(taps.MarkAbsent, attendance_list.absent, roles=VERIFIED, asked=VERIFIED),
        on(taps.MakeAttendanceCode, attendance_code.make, roles=VERIFIED, asked=VERIFIED),
        on(taps.ChooseTrainer, trainer_choice.choose, roles=COORDINATOR),
        on(taps.NameTrainer, trainer_choice.name, roles=COORDINATOR),
        on(taps.DropTrainer, trainer_choice.drop, roles=COORDINATOR),
    ),
    steps=(
        during(steps.AskedAboutTraining, plan_answers.written),
        during(steps.ReviewingTraining, plan_review.wait_for_choice),
    ),
)

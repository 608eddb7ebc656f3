"""What people say of themselves, as the conversation registers it."""

from alerts.profile import taps
from handlers.core.area import Command, ConversationArea, during, on
from handlers.profile import (
    alarm_settings,
    going_away,
    me_page,
    phone_consent,
    steps,
    telling_hours,
    telling_skills,
)

AREA = ConversationArea(
    name="profile",
    commands=(Command(name="me", run=me_page.me, while_suspended=False, menu=45, help=35),),
    taps=(
        on(taps.ShowMe, me_page.show),
        on(taps.TellSkills, telling_skills.tell),
        on(taps.ToggleSkill, telling_skills.toggle),
        on(taps.SkillsTold, telling_skills.told),
        on(taps.TellHours, telling_hours.tell),
        on(taps.ChooseHours, telling_hours.choose),
        on(taps.HoursLater, telling_hours.later),
        on(taps.TellPhoneConsent, phone_consent.tell),
        on(taps.ChoosePhoneConsent, phone_consent.choose),
        on(taps.AskAway, going_away.ask),
        on(taps.GoAway, going_away.go),
        on(taps.GoAwayAnyway, going_away.go_anyway),
        on(taps.ComeBack, going_away.come_back),
        on(taps.LetAlarmThrough, alarm_settings.show),
        on(taps.MoreTowns, me_page.more_towns),
    ),
    steps=(during(steps.TellingSkills, telling_skills.numbered),),
)

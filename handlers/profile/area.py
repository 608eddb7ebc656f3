"""What people say of themselves, as the conversation registers it."""

from alerts.people.person import DESK
from alerts.profile import taps
from handlers.core.area import Command, ConversationArea, HelpReader, during, on
from handlers.profile import (
    alarm_settings,
    going_away,
    helper_list,
    me_page,
    note_writing,
    phone_consent,
    steps,
    telling_hours,
    telling_skills,
)

AREA = ConversationArea(
    name="profile",
    commands=(
        Command(name="me", run=me_page.me, while_suspended=False, menu=45, help=35, help_for=HelpReader.JOINED),
        Command(name="helpers", run=helper_list.helpers, roles=DESK, menu=127, help=220),
    ),
    taps=(
        on(taps.ShowMe, me_page.show),
        on(taps.TellSkills, telling_skills.begin),
        on(taps.ToggleSkill, telling_skills.toggle),
        on(taps.SkillsTold, telling_skills.told),
        on(taps.TellHours, telling_hours.begin),
        on(taps.ChooseHours, telling_hours.choose),
        on(taps.SkipHours, telling_hours.skip),
        on(taps.TellPhoneConsent, phone_consent.begin),
        on(taps.ChoosePhoneConsent, phone_consent.choose),
        on(taps.AskAway, going_away.ask),
        on(taps.GoAway, going_away.go),
        on(taps.GoAwayAnyway, going_away.go_anyway),
        on(taps.ComeBack, going_away.come_back),
        on(taps.LetAlarmThrough, alarm_settings.show),
        on(taps.MoreTowns, me_page.more_towns),
        on(taps.TryAlarm, alarm_settings.try_it),
        on(taps.WriteNote, note_writing.write),
        on(taps.EraseNote, note_writing.erase),
        on(taps.KeepNote, note_writing.keep),
        on(taps.WriteNoteOn, note_writing.write_on, roles=DESK),
        on(taps.EraseNoteOn, note_writing.erase_on, roles=DESK),
        on(taps.ShowHelpers, helper_list.show, roles=DESK),
        on(taps.ShowHelpersOf, helper_list.show_of, roles=DESK),
    ),
    steps=(
        during(steps.TellingSkills, telling_skills.numbered),
        during(steps.WritingNote, note_writing.written),
        during(steps.WritingNoteOn, note_writing.written_on),
    ),
)

"""Keys that the program puts together from a prefix and a name: every prefix, with every name it can take."""

from collections.abc import Mapping

import storage.areas  # noqa: F401 - loads every table
from alerts.areas import KEEPS
from alerts.audit.deed import Action
from alerts.committee.monthly_account import COUNTED
from alerts.escalation.undecided import ASKED_ABOUT
from alerts.groups.missing_rights import GroupRight
from alerts.groups.refusal import GroupRefusal
from alerts.incidents.after_end import RINGS_AFTER_END, SAID_MORE
from alerts.incidents.alert_recipients import RecipientReason
from alerts.incidents.alert_task import AlertTask
from alerts.incidents.alert_task_texts import how_of
from alerts.incidents.closing import DISPUTED, ENDS, NOT_IMMIGRATION
from alerts.incidents.coming_later import OFFERED as OFFERED_LATER
from alerts.incidents.corrections import CorrectedField, IncidentKind
from alerts.incidents.draft import CHANGED
from alerts.incidents.escalations import Rung
from alerts.incidents.incident import OPEN, Basis, Reply, State, VerifierState
from alerts.incidents.lapsing import OUTCOME
from alerts.incidents.lifecycle import Event
from alerts.incidents.matter import PRIVATE, Matter
from alerts.incidents.number_taps import DeskAct
from alerts.incidents.person_limits import Limit
from alerts.incidents.placing import PlaceChange
from alerts.incidents.remote_check import RemoteOutcome
from alerts.incidents.reversal import Reversal
from alerts.incidents.salute import FACTS, SALUTE, TAKEN
from alerts.incidents.taps import Ending
from alerts.incidents.updating import UPDATES
from alerts.incidents.verifier_texts import WORDS
from alerts.lines.refused_people import REASONS
from alerts.lines.troubles import Trouble
from alerts.network.watched_setting import WatchedSetting
from alerts.notices import OTHER_LANGUAGE
from alerts.on_call.plan_taps import OverrideReason, ShiftsRepeat
from alerts.on_call.rota import LAST
from alerts.on_call.shift_wishes import ShiftWish
from alerts.on_call.taps import DeskScope
from alerts.people.person import Role
from alerts.places.coordinates import CoordinateDoubt
from alerts.profile.away import AwaySpan
from alerts.profile.help_hours import HelpHours
from alerts.profile.phone_consent import PhoneConsent
from alerts.profile.skill import Skill
from alerts.profile.taps import PhoneSystem
from alerts.reach_tests.monthly import HOURS
from alerts.towns.headcount import Gap
from alerts.trainings.training import TrainingAudience
from alerts.trust.ports import PeopleView
from alerts.understanding.private_kind import PrivateKind
from alerts.vouching.outside_training import OutsideTraining
from alerts.vouching.waiting_queue import QueueView
from handlers.areas import ROUTER
from handlers.escalation.policy_page import OFFERED
from handlers.incidents import closing
from handlers.joining import inviting
from handlers.on_call.steps import ShiftField
from handlers.roster import people_table
from handlers.towns.steps import PlaceFor
from handlers.trainings.steps import PlanField
from locales.catalogue import first_answer_languages, languages
from storage.own_data.own_data import STATES
from storage.own_data.references import ELSEWHERE, TWICE, references

_TURNED = ("on", "off")
_SEATS = ("primary", "backup")
_SEAT_STATES = ("waiting", "confirmed", "offered", "on", "free")
_READERS = ("responders", "community")
_ENDINGS = (*ENDS.values(), *NOT_IMMIGRATION.values(), DISPUTED)
_SAID_BY_DESK = (*(key for key, _ in _ENDINGS), *(f"update.{what}" for what in (*UPDATES, "words")))
_ON_CARDS = (
    "claim",
    "verify",
    "confirm",
    "dismiss",
    "handled",
    "unverifiable",
    "close",
    "update",
    "allclear",
    "cancel",
)
_FURTHER = ("afar", "handled", "merge", "split", "whole", "same", "correct", "people", "notimmigration", "reopen")
_OUTCOMES = tuple(dict.fromkeys(outcome for _, outcome in _ENDINGS))
_ROW = ("what", "why")
_KEPT = tuple(kept.name for kept in KEEPS)
_AFTER_END = tuple(f"{said}_after_end" for said in (*SAID_MORE, *RINGS_AFTER_END))
_OWN_DATA = sorted({*map(str, references()), *(f"person.{name}" for name in STATES)} - TWICE - ELSEWHERE)
_LOOKS = tuple(look for look in VerifierState if look not in (VerifierState.ASKED, VerifierState.RELEASED))

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "reach_tests.day.": tuple(map(str, range(7))),
    "reach_tests.hour.": tuple(map(str, HOURS)),
    "": tuple(f"{key}.{reader}" for key in _SAID_BY_DESK for reader in _READERS),
    "alert.basis.": tuple(Basis),
    "task.": tuple(AlertTask),
    "choice.later.": tuple(map(str, OFFERED_LATER)),
    "task.how.": tuple(sorted({how_of(task) for task in AlertTask})),
    "audit.did.": tuple(Action),
    "towns.where.": tuple(PlaceFor),
    "towns.here.": tuple(PlaceFor),
    "towns.gap.": tuple(Gap),
    "towns.lacks.": tuple(Gap),
    "towns.doubt.": tuple(CoordinateDoubt),
    "trust.may.": tuple(Role),
    "choice.vouching.view.": tuple(QueueView),
    "choice.vouching.elsewhere.": tuple(OutsideTraining),
    "vouching.elsewhere.": tuple(OutsideTraining),
    "committee.did.": COUNTED,
    "committee.setting.": tuple(one for one in WatchedSetting if one is not WatchedSetting.VOUCHES),
    "committee.": (Action.SETTING_AGREED, Action.OBJECTION_WITHDRAWN),
    "trust.view.": (PeopleView.ALL, PeopleView.SUSPENDED, PeopleView.UNREACHABLE),
    "answer.": tuple(Reply),
    "ask.": tuple(name for name in FACTS if name != "kind"),
    "card.": ("came", "taken", "back"),
    "card.matter.": tuple(matter for matter in Matter if matter is not Matter.SIGHTING),
    "card.need.": TAKEN,
    "card.state.": tuple(State),
    "choice.": (
        *_ON_CARDS,
        *_FURTHER,
        *(f"{name}.{value}" for name, values in FACTS.items() for value in values),
    ),
    "choice.as.": inviting.ROLES,
    "card.remote.": tuple(RemoteOutcome),
    "changed.": CHANGED,
    "choice.afar.": tuple(RemoteOutcome),
    "confirm.remote.": (RemoteOutcome.NOTHING, RemoteOutcome.OLD),
    "desk.remote.": (RemoteOutcome.SEEN, RemoteOutcome.NOTHING, RemoteOutcome.OLD),
    "choice.basis.": tuple(Basis),
    "choice.by_number.": tuple(DeskAct),
    "choice.consent.": languages(),
    "choice.correct.": tuple(CorrectedField),
    "choice.correct.kind.": tuple(IncidentKind),
    "choice.correct.what.": SALUTE,
    "choice.kind.": (*FACTS["kind"], "none"),
    "choice.on_call.because.": tuple(OverrideReason),
    "choice.on_call.often.": tuple(ShiftsRepeat),
    "choice.on_call.plan.": ("1", "7"),
    "choice.on_call.take_offered.": _SEATS,
    "choice.on_call.covers.": tuple(DeskScope),
    "choice.on_call.evening.": _TURNED,
    "choice.on_call.wish.": tuple(f"{wish}.{turned}" for wish in ShiftWish for turned in _TURNED),
    "choice.on_call.weekday.": tuple(str(day) for day in range(8)),
    "choice.trainings.for.": tuple(TrainingAudience),
    "choice.update.": UPDATES,
    "choice.yes.": tuple(closing.EVENTS),
    "command.": (
        *ROUTER.commands,
        *(f"{name}.name" for name in ROUTER.commands),
        *(f"{name}.help" for name, command in ROUTER.commands.items() if command.help is not None),
    ),
    "corrected.": tuple(CorrectedField),
    "desk.": ("photo", "video", "voice", "came", "taken", "over", "back", *SAID_MORE, *_AFTER_END),
    "desk.need.": TAKEN,
    "desk.place_": (PlaceChange.CORRECTS, PlaceChange.MOVES),
    "desk.task.": ("photo", "video", "voice"),
    "desk.ended.": (*ENDS, Event.NOT_IMMIGRATION),
    "desk.group_refused.": tuple(GroupRefusal),
    "group.no_right.": tuple(GroupRight),
    "group.now_": _READERS,
    "group.listed.": _READERS,
    "desk.line.": tuple(Trouble),
    "media.again.": ("photo", "video", "voice"),
    "desk.media_refused.": ("photo", "video", "voice"),
    "desk.person_refused.": tuple(REASONS.values()),
    "fact.": tuple(f"{name}.{value}" for name in SALUTE for value in FACTS[name]),
    "join.as.": tuple(Role),
    "kind.": tuple(IncidentKind),
    "language.": languages(),
    "language.own.": languages(),
    "line.moving.": ("telegram", "signal"),
    "profile.skill.": tuple(Skill),
    "profile.hours.": tuple(HelpHours),
    "profile.phone.": tuple(PhoneConsent),
    "profile.now.": ("alarm", "hotline", "rights"),
    "profile.alarm.": ("telegram", "signal", *PhoneSystem),
    "choice.profile.": tuple(PhoneSystem),
    "choice.profile.hours.": tuple(HelpHours),
    "choice.profile.phone.": tuple(PhoneConsent),
    "choice.profile.alarm.": tuple(PhoneSystem),
    "choice.profile.away.": tuple(AwaySpan),
    "own_data.phone.": tuple(PhoneConsent),
    "look.": _LOOKS,
    "mark.in.": (*languages(), *first_answer_languages(), OTHER_LANGUAGE),
    "limits.": tuple(Limit),
    "verify.word.": tuple(map(str, range(WORDS))),
    "own_data.answer.": tuple(Reply),
    "own_data.forget.": ("goes", "unheard", "stays", "elsewhere"),
    "own_data.kept.": tuple(_OWN_DATA),
    "own_data.look.": tuple(VerifierState),
    "outcome.": ("confirmed", *_OUTCOMES, OUTCOME),
    "outcome.verifier.": _OUTCOMES,
    "private.": tuple(PRIVATE),
    "report.kind.": FACTS["kind"],
    "retention.": tuple(f"{what}.{part}" for what in _KEPT for part in _ROW),
    "role.": tuple(Role),
    "roster.export.column.": people_table.COLUMNS,
    "state.": tuple(state for state in State if state in OPEN),
    "taken_out.": tuple(PrivateKind),
    "on_call.as.": _SEATS,
    "on_call.ask.": ("tomorrow", "tomorrow_confirmed", "soon", "yours", "moved"),
    "on_call.field.": tuple(ShiftField),
    "on_call.nth.": tuple(str(nth) for nth in range(1, LAST + 1)),
    "on_call.reason.": tuple(OverrideReason),
    "on_call.seat.": tuple(f"{state}.{seat}" for state in _SEAT_STATES for seat in _SEATS),
    "on_call.seat.free.": _SEATS,
    "on_call.seat.waiting.": _SEATS,
    "on_call.evening.": _TURNED,
    "on_call.wish.": tuple(f"{wish}.{turned}" for wish in ShiftWish for turned in _TURNED),
    "on_call.weekday.": tuple(str(day) for day in range(7)),
    "escalation.whom.": tuple(Rung),
    "escalation.short.": tuple(Rung),
    "escalation.undecided.": ("holder", *ASKED_ABOUT),
    "choice.escalation.add.": OFFERED,
    "trainings.ask.": tuple(PlanField),
    "trainings.line.": tuple(TrainingAudience),
    "trainings.seen_by.": tuple(TrainingAudience),
    "recipients.": tuple(RecipientReason),
    "second.ask.": tuple(Reversal),
    "second.alone.": tuple(Reversal),
    "sure.": tuple(one for one in Ending if one not in closing.INSTEAD),
}
"""Kept beside what the program itself goes through, so that a new member without a text is found here."""

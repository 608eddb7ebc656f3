"""A watched setting and a change of it, in words, with what a member of the committee can do about it."""

from alerts.committee.taps import AgreeToSetting, ObjectToSetting, WithdrawObjection
from alerts.committee.veto_period import ends_at
from alerts.network.watched_setting import UNIT, SettingInForce, WatchedSetting
from alerts.notices import Choice, Notice, Text, Value, text

_OF_VOUCHES = {
    "committee.setting_change": "committee.vouches_change",
    "committee.setting_at_once": "committee.vouches_at_once",
    "committee.setting_back": "committee.vouches_back",
    "committee.setting_agreed": "committee.vouches_agreed",
    "committee.setting_too_late": "committee.vouches_too_late",
}
"""What reads otherwise where coordinators set it, not the operator."""


def said_of(setting: WatchedSetting, key: str, **values: Value) -> Text:
    """Return this text about a change of that setting."""
    return text(_OF_VOUCHES.get(key, key) if setting is WatchedSetting.VOUCHES else key, **values)


def change_in_words(setting: WatchedSetting, now: int, then: int) -> Text:
    """Say what is set, what holds, and what it would be."""
    if setting is WatchedSetting.VOUCHES:
        return text("committee.vouches_values", before=rule_in_words(now), after=rule_in_words(then))
    what = text(f"committee.setting.{setting}")
    return text("committee.setting_values", what=what, before=_span(now), after=_span(then))


def rule_in_words(needed: int) -> Text:
    """Return what it takes to be a member, where so many vouches are needed."""
    return text("vouching.rule", n=needed) if needed else text("vouching.rule_none")


def change_notice(setting: SettingInForce) -> Notice:
    """Return what a member reads of a change: how it stands, with the taps that answer it."""
    change = change_in_words(setting.setting, setting.value, setting.wanted)
    if setting.objected:
        return Notice(parts=(text("committee.setting_held"), change)).with_choices((withdraw_choice(setting),))
    head = said_of(setting.setting, "committee.setting_change")
    until = text("committee.setting_until", until=ends_at(setting))
    agree = AgreeToSetting(setting.setting, setting.wanted).choice(text("choice.committee.agree"))
    return Notice(parts=(head, change, until), choices=((object_choice(setting.setting, setting.wanted),), (agree,)))


def object_choice(setting: WatchedSetting, value: int) -> Choice:
    """Return the choice that objects to a change to this value."""
    return ObjectToSetting(setting, value).choice(text("choice.committee.object"))


def withdraw_choice(setting: SettingInForce) -> Choice:
    """Return the choice that withdraws the objection."""
    return WithdrawObjection(setting.setting, setting.wanted).choice(text("choice.committee.withdraw"))


def _span(value: int) -> Text:
    """Return a time as people say it: whole days, or seconds."""
    span = value * UNIT
    if span.days:
        return text("privacy.days", n=span.days)
    return text("committee.seconds", n=f"{span.total_seconds():g}")

"""When a 409 on getUpdates alarms."""

from bot.transports.telegram.conflicts import FORGOTTEN, TAKEOVER, Conflicts


def test_a_line_that_changes_hands_alarms_nobody() -> None:
    conflicts = Conflicts()
    assert not any(conflicts.alarms(100.0 + second) for second in range(int(TAKEOVER) + 1))


def test_one_that_goes_on_longer_alarms_each_time() -> None:
    conflicts = Conflicts()
    conflicts.alarms(100.0)
    assert conflicts.alarms(100.0 + TAKEOVER + 0.1)
    assert conflicts.alarms(100.0 + TAKEOVER + 5)


def test_another_one_after_a_quiet_time_begins_anew() -> None:
    conflicts = Conflicts()
    conflicts.alarms(100.0)
    conflicts.alarms(100.0 + TAKEOVER + 1)
    assert not conflicts.alarms(100.0 + TAKEOVER + 1 + FORGOTTEN + 1)

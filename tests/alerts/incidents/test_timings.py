"""The times of docs/decisions/0016-times-and-numbers.md; whoever changes one must change it here and there too."""

from datetime import timedelta

from alerts.areas import DUTIES, KEEPS
from alerts.audit.kept import AUDIT
from alerts.incidents import timings
from alerts.incidents.draft import DRIFT
from alerts.incidents.same_incident import SAME_PLACE_M, SAME_TIME
from alerts.network.retention import Retention
from alerts.upkeep.retention_defaults import INQUIRY, MEDIA, MESSAGES


def test_a_claim_without_a_step_is_nudged_at_a_minute_and_lapses_at_two() -> None:
    assert timedelta(seconds=60) == timings.CLAIM_NUDGE
    assert timedelta(minutes=2) == timings.CLAIM_LAPSE


def test_what_is_not_decided_is_asked_about_at_ten_and_thirty_minutes() -> None:
    assert (timedelta(minutes=10), timedelta(minutes=30)) == timings.UNDECIDED


def test_five_to_twelve_are_asked_to_look_for_a_pair_ring_by_ring() -> None:
    assert timings.QUOTA == 2
    assert timings.RINGS == (5, 4, 3)
    assert timings.MOST_ASKED == 12
    assert timedelta(minutes=2) == timings.RING_WAITS


def test_a_preview_is_good_for_five_minutes_and_a_tenth_of_the_people() -> None:
    assert timedelta(minutes=5) == timings.PREVIEW_LASTS
    assert DRIFT == 0.1


def test_what_was_ended_may_be_opened_again_within_a_day_and_before_it_is_purged() -> None:
    assert timedelta(days=1) == timings.REOPEN_WITHIN
    assert Retention().of(timings.KEPT) > timings.REOPEN_WITHIN


def test_every_alert_expires_and_a_question_sooner() -> None:
    assert timedelta(0) < timings.ASK_LASTS < timings.ALERT_LASTS


def test_reports_join_within_500_metres_and_30_minutes() -> None:
    assert SAME_PLACE_M == 500
    assert timedelta(minutes=30) == SAME_TIME == timings.REPORT_OPEN


def test_little_is_kept_and_not_for_long() -> None:
    retention = Retention()
    spans = [row.span for row in retention.rows([timings.KEPT, INQUIRY, MESSAGES, MEDIA, AUDIT])]
    assert spans == [timedelta(days=7), timedelta(days=3), timedelta(days=3), timedelta(0), timedelta(days=365)]
    assert {timings.KEPT, INQUIRY, MESSAGES, MEDIA, AUDIT} <= {*KEEPS}


def test_every_deadline_has_a_duty() -> None:
    """The kinds that use cases set; test_deadlines.py fires them."""
    assert set(DUTIES.of) >= {
        "claim nudge",
        "claim lapse",
        "unclaimed",
        "verifier overdue",
        "alert expires",
        "card",
        "purge incident",
        "purge mail",
    }

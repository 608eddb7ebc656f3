"""Tests of the alarm, as storage registers them."""

from alerts.reach_tests.ports import REACH_SCHEDULES, REACH_TESTS
from alerts.work.running_tests import RUNNING_TESTS
from storage.area import StorageArea
from storage.reach_tests.reach_schedules import SqlReachSchedules
from storage.reach_tests.reach_tests import SqlReachTests
from storage.reach_tests.running_tests import SqlRunningTests

AREA = StorageArea("reach tests")
AREA.fulfils(REACH_TESTS, SqlReachTests)
AREA.fulfils(REACH_SCHEDULES, SqlReachSchedules)
AREA.fulfils(RUNNING_TESTS, SqlRunningTests)

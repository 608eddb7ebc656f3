"""Trainings, as storage registers them."""

from alerts.trainings.ports import SEATS, TRAININGS
from storage.area import StorageArea
from storage.trainings.seats import SqlSeats
from storage.trainings.trainings import SqlTrainings

AREA = StorageArea("trainings")
AREA.fulfils(TRAININGS, SqlTrainings)
AREA.fulfils(SEATS, SqlSeats)

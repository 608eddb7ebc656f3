"""The directory, as storage registers it."""

from alerts.directory.ports import DIRECTORY
from storage.area import StorageArea
from storage.directory.directory import SqlDirectory

AREA = StorageArea("directory")
AREA.fulfils(DIRECTORY, SqlDirectory)

"""Joining, as storage registers it."""

from alerts.joining.ports import CODES, JOIN_REQUESTS, LINKED_CONTACTS, WRONG_GUESSES
from storage.area import StorageArea
from storage.joining.codes import SqlCodes
from storage.joining.join_requests import SqlJoinRequests
from storage.joining.linked_contacts import SqlLinkedContacts
from storage.joining.wrong_guesses import SqlWrongGuesses

AREA = StorageArea("joining")
AREA.fulfils(CODES, SqlCodes)
AREA.fulfils(JOIN_REQUESTS, SqlJoinRequests)
AREA.fulfils(LINKED_CONTACTS, SqlLinkedContacts)
AREA.fulfils(WRONG_GUESSES, SqlWrongGuesses)

"""Joining, as storage registers it."""

from sqlalchemy import exists

from alerts.joining.ports import CODES, JOIN_REQUESTS, LINKED_CONTACTS, WRONG_GUESSES
from storage.area import StorageArea
from storage.core.core_tables import person
from storage.joining.codes import SqlCodes
from storage.joining.join_requests import SqlJoinRequests, purge_requests
from storage.joining.linked_contacts import SqlLinkedContacts
from storage.joining.tables import join_request
from storage.joining.wrong_guesses import SqlWrongGuesses

AREA = StorageArea("joining")
AREA.fulfils(CODES, SqlCodes)
AREA.fulfils(JOIN_REQUESTS, SqlJoinRequests)
AREA.fulfils(LINKED_CONTACTS, SqlLinkedContacts)
AREA.fulfils(WRONG_GUESSES, SqlWrongGuesses)
AREA.purges.append(purge_requests)
# Whoever asked to join gets an answer, and a no holds, although they write nothing meanwhile.
AREA.busy.append(exists().where(join_request.c.person_id == person.c.id))

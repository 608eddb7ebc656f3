"""Vouching, as storage registers it."""

from alerts.trust.ports import VOUCHED_FOR
from alerts.vouching.ports import TRAINED_ELSEWHERE, VOUCH_RULES, VOUCHES_GIVEN
from alerts.vouching.waiting_queue import QUEUE
from storage.area import StorageArea
from storage.vouching.trained_elsewhere import SqlTrainedElsewhere
from storage.vouching.vouch_rules import SqlVouchRules
from storage.vouching.vouched_people import SqlVouchedPeople
from storage.vouching.vouches import SqlVouches, purge_vouches
from storage.vouching.waiting_queue import SqlWaitingQueue

AREA = StorageArea("vouching")
AREA.fulfils(VOUCHES_GIVEN, SqlVouches)
AREA.fulfils(QUEUE, SqlWaitingQueue)
AREA.fulfils(VOUCH_RULES, SqlVouchRules)
AREA.fulfils(TRAINED_ELSEWHERE, SqlTrainedElsewhere)
AREA.purges.append(purge_vouches)
AREA.fulfils(VOUCHED_FOR, SqlVouchedPeople)

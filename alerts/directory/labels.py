"""What kinds, viewers and fields are called: keys in the catalogues."""

from collections.abc import Mapping

from alerts.directory.entry import ServiceKind, Viewers
from alerts.directory.fields import ListingField

KINDS: Mapping[ServiceKind, str] = {
    ServiceKind.LEGAL: "choice.directory.legal",
    ServiceKind.INTERPRETERS: "choice.directory.interpreters",
    ServiceKind.HOUSING: "choice.directory.housing",
    ServiceKind.HEALTH: "choice.directory.health",
    ServiceKind.FOOD: "choice.directory.food",
    ServiceKind.RIDES: "choice.directory.rides",
    ServiceKind.CONSULATE: "choice.directory.consulate",
    ServiceKind.SCHOOL: "choice.directory.school",
    ServiceKind.CONGREGATION: "choice.directory.congregation",
    ServiceKind.MEDIA: "choice.directory.media",
    ServiceKind.OTHER: "choice.directory.other",
}
"""Both the choice and the name in an entry: what people read there they may type."""

ALSO_CALLED: Mapping[ServiceKind, str] = {
    ServiceKind.LEGAL: "directory.words.legal",
    ServiceKind.INTERPRETERS: "directory.words.interpreters",
    ServiceKind.HOUSING: "directory.words.housing",
    ServiceKind.HEALTH: "directory.words.health",
    ServiceKind.FOOD: "directory.words.food",
    ServiceKind.RIDES: "directory.words.rides",
    ServiceKind.CONSULATE: "directory.words.consulate",
    ServiceKind.SCHOOL: "directory.words.school",
    ServiceKind.CONGREGATION: "directory.words.congregation",
    ServiceKind.MEDIA: "directory.words.media",
    ServiceKind.OTHER: "directory.words.other",
}
"""What else people type for it; never shown."""

VIEWERS: Mapping[Viewers, str] = {
    Viewers.EVERYBODY: "choice.directory.everybody",
    Viewers.NETWORK: "choice.directory.network",
    Viewers.DESK: "choice.directory.desk",
}

FIELDS: Mapping[ListingField, str] = {
    ListingField.KIND: "choice.directory.field_kind",
    ListingField.TOWN: "choice.directory.field_town",
    ListingField.NAME: "choice.directory.field_name",
    ListingField.REACH: "choice.directory.field_reach",
    ListingField.PURPOSE: "choice.directory.field_purpose",
    ListingField.HOURS: "choice.directory.field_hours",
    ListingField.LANGUAGES: "choice.directory.field_languages",
    ListingField.VIEWERS: "choice.directory.field_viewers",
}

QUESTIONS: Mapping[ListingField, str] = {
    ListingField.KIND: "directory.ask_kind",
    ListingField.TOWN: "directory.ask_town",
    ListingField.NAME: "directory.ask_name",
    ListingField.REACH: "directory.ask_reach",
    ListingField.PURPOSE: "directory.ask_purpose",
    ListingField.HOURS: "directory.ask_hours",
    ListingField.LANGUAGES: "directory.ask_languages",
    ListingField.VIEWERS: "directory.ask_viewers",
}

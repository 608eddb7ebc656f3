"""What in a text is no word for a place: links, numbers of telephones and papers, clocks, plates, doors."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from alerts.places.doors import DOOR
from alerts.places.map_links import found_point, link_spans
from alerts.tokens import Token
from alerts.understanding.place_parts.part import Part

_PHONE = re.compile(r"\+?1?[\s.-]*\(?\b\d{3}\)?[\s.-]*\d{3}[\s.-]*\d{4}\b")
_CLOCK = re.compile(
    r"""\b\d{1,2}(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?|h\b|o['’]?clock\b|ish\b)|\b\d{1,2}:\d\d\b
    |\b(?:a|desde|como\ a|hasta|as|às)\s+l?as?\s+\d{1,2}(?::\d\d)?\b
    |\b(?:around|about|since|till|until|at)\s+\d{1,2}(?:\s+(?:this|in\ the)\s+\w+|\s*(?:$|[,.!?;]))
    |\b\d+\s*(?:min(?:ute|uto|it)?s?|hrs?|hours?|horas?|seg(?:undos?)?|blocks?|cuadras?|km/h|mph)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PLATE = re.compile(
    r"""\b(?:(?:(?!st|rd|av|ln|dr)[A-Z]{2}|license|lic)\s+)?(?:plates?|placas?|plak|tag)\b(?:\s+(?:number|numero|is|es))?[\s:#]*
        (?:[A-Z]{0,3}\d\w*|[A-Z]{2,3})(?:[\s-]+\w*\d\w*)?
    |\b(?=\w*[A-Z]\w*\d|\w*\d\w*[A-Z])(?!\d+(?:st|nd|rd|th|r?[ao]|[dtvnm][ao]|er|ish|[ap]m|min|m|h|hrs?)\b)[A-Z0-9]{5,9}\b
    |\bA[\#\s-]*\d{3}[\s-]?\d{3}[\s-]?\d{3}\b|\b\d{3}[\s-]\d{2}[\s-]\d{4}\b|\b\d{3}[\s-]\d{3}[\s-]\d{3}\b|\$\s?\d[\d,.]*
    |\b(?-i:[A-Z]{2}\s+[A-Z]{1,3}[\s-]?(?:\d{3,6}|\d\d[\s-]\d\d))\b""",
    re.IGNORECASE | re.VERBOSE,
)


def non_place_words(text: str, tokens: Sequence[Token]) -> dict[int, Part]:
    """Return the indices of the words that are none, each with what it is instead."""
    spans = [(*found.span(), Part.DOOR) for found in DOOR.finditer(text)]
    if any(sign.isdigit() for sign in text):
        spans += [(*found.span(), Part.END) for pattern in (_PHONE, _CLOCK, _PLATE) for found in pattern.finditer(text)]
        point = found_point(text)
        spans += [(point.start, point.end, Part.END)] if point else []
    spans += [(start, end, Part.END) for start, end in link_spans(text)]
    starts = [token.start for token in tokens]
    found: dict[int, Part] = {}
    for start, end, part in reversed(spans):
        for at in range(bisect_left(starts, start), bisect_left(starts, end)):
            if tokens[at].end <= end:
                found[at] = part
    return found

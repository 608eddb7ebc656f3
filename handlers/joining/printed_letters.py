"""Letters that the fonts of every PDF reader hold: those of Western Europe and the Americas."""

import unicodedata

ENCODING = "cp1252"
"""What the standard fonts of PDF are written in (ISO 32000, WinAnsiEncoding)."""
_PLAIN = str.maketrans(
    {
        "\u202f": " ", "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u02bb": "\u2018", "\u02bc": "\u2019",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "\u0131": "i", "ĸ": "k", "ŋ": "n", "Ŋ": "N",
    }
)  # fmt: skip
"""What has a like letter there, without being made of it and an accent."""


def printable(words: str) -> str:
    """Return the words in letters that can be printed: "Łódź" as "Lódz"; of other scripts a question mark remains."""
    return "".join(_printable(sign) for sign in unicodedata.normalize("NFC", words.translate(_PLAIN)))


def _printable(sign: str) -> str:
    if _is_held(sign):
        return sign
    apart = [one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one)]
    return "".join(one if _is_held(one) else "?" for one in apart)


def _is_held(sign: str) -> bool:
    try:
        return bool(sign.encode(ENCODING))
    except UnicodeEncodeError:
        return False

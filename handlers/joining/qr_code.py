"""The square that a phone's camera reads: as rows of modules to print, and as a picture to send."""

from io import BytesIO

QUIET = 4
"""Light modules around it, as the standard asks (ISO/IEC 18004)."""
_SCALE = 16
"""Pixels a module: big enough that a print of a page's width is still sharp (our choice)."""


def qr_modules(address: str) -> list[list[bool]]:
    """Return the rows of the square that holds this address, without the light border; True is dark.

    Read also where 15 % of it is stained or torn.
    """
    # Imported here: nothing but this needs it, and a start should not wait for it.
    import segno

    return [[bool(module) for module in row] for row in segno.make_qr(address, error="m").matrix]


def qr_png(address: str) -> bytes:
    """Return a PNG, black on white, of the square that holds this address."""
    import segno

    picture = BytesIO()
    segno.make_qr(address, error="m").save(picture, kind="png", scale=_SCALE, border=QUIET)
    return picture.getvalue()

"""What a file is to us, by what the app calls it and by its name."""

from handlers.core.inbound import InboundKind

_ENDINGS = {
    InboundKind.PHOTO: frozenset("jpg jpeg jpe png webp gif bmp tif tiff heic heif avif jxl dng".split()),
    InboundKind.VIDEO: frozenset("mp4 m4v mov qt 3gp webm mkv avi".split()),
    InboundKind.VOICE: frozenset("ogg oga opus m4a aac mp3 wav amr".split()),
}
_KINDS = {"image": InboundKind.PHOTO, "video": InboundKind.VIDEO, "audio": InboundKind.VOICE}


def file_kind(mime: str, filename: str = "") -> InboundKind | None:
    """Return PHOTO, VIDEO or VOICE; None for any other file."""
    kind = _KINDS.get(mime.strip().lower().partition("/")[0])
    if kind is not None:
        return kind
    # Many apps send a picture "as a file" and call it a stream of bytes: its name says what it is.
    _, dot, ending = filename.rpartition(".")
    return next((kind for kind, endings in _ENDINGS.items() if dot and ending.strip().lower() in endings), None)

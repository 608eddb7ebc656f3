"""The texts of the drill's page in one language."""

from functools import cache
from pathlib import Path

from locales.catalogue import UnknownLanguage, read

FOLDER = Path(__file__).parent


@cache
def texts(language: str) -> dict[str, str]:
    """Return every text by its key, placeholders unfilled: the page fills them. Raises UnknownLanguage."""
    path = FOLDER / f"{language}.po"
    if language not in {known.stem for known in FOLDER.glob("*.po")}:
        raise UnknownLanguage("the page of the drill does not speak this language")
    return {str(message.id): str(message.string) for message in read(path, language) if message.id}

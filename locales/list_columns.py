"""What people call the columns of a list of people, and languages in it, in every language."""

from locales.commands import folded

_COLUMNS = {
    "name": "name names label person people fullname who nombre nombres etiqueta persona quien apodo nombrecompleto",
    "town": "town towns city municipality place pueblo ciudad municipio localidad lugar",
    "role": "role roles as joinas function funcion rol papel cargo como",
    "language": "language languages lang idioma idiomas lengua",
}
_LANGUAGES = {"en": "en eng english ingles", "es": "es spa esp spanish espanol castellano"}
_COLUMN_OF = {name: column for column, names in _COLUMNS.items() for name in names.split()}
_LANGUAGE_OF = {name: code for code, names in _LANGUAGES.items() for name in names.split()}


def column_named(heading: str) -> str | None:
    """Return "name", "town", "role" or "language" for a heading that means it; None for any other."""
    return _COLUMN_OF.get("".join(sign for sign in folded(heading) if sign.isalpha()))


def language_named(words: str) -> str | None:
    """Return the code of a language that is called so; None for one that we do not know."""
    return _LANGUAGE_OF.get(folded(words.strip()))

"""The parameters of one call, however they were sent: query, form, multipart or JSON."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.drill.telegram.refusals import bad

ATTACHED = "attach://"


class Params:
    """The named values and uploaded files of one call."""

    def __init__(self, values: Mapping[str, Any], files: Mapping[str, bytes], names: Mapping[str, str]) -> None:
        self._values = values
        self._files = files
        self._names = names

    def text(self, name: str) -> str:
        """Read a value as text; an empty one where it is missing."""
        value = self._values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def has(self, name: str) -> bool:
        """Tell whether the value was sent at all."""
        return self._values.get(name) is not None or name in self._files

    def integer(self, name: str, default: int = 0) -> int:
        """Read a whole number; nonsense counts as the default, as in the real server."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def number(self, name: str) -> float:
        """Read a coordinate. Raises a refusal where it is none."""
        text = self.text(name)
        if not text:
            raise bad(f"{name} is empty")
        try:
            return float(text)
        except ValueError:
            raise bad(f"{name} is not a valid number") from None

    def flag(self, name: str) -> bool:
        """Read a truth value."""
        return self.text(name).lower() in ("true", "yes", "1")

    def tree(self, name: str, complaint: str) -> Any:
        """Read a JSON value, sent as such or as text; None where it is missing. `complaint`: said of any other."""
        value = self._values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(complaint) from None

    def upload(self, name: str) -> bytes | None:
        """Find the bytes of an uploaded file, named directly or by attach://; None where there are none."""
        value = self.text(name)
        if value.startswith(ATTACHED):
            return self._files.get(value.removeprefix(ATTACHED))
        return self._files.get(name)

    def upload_name(self, name: str) -> str:
        """Return how the uploaded file is called; empty where it has no name."""
        return self._names.get(self.text(name).removeprefix(ATTACHED) or name, "")


async def read_params(request: web.Request) -> Params:
    """Read the parameters of a call. Raises a refusal for a body that is no JSON though it says so."""
    values: dict[str, Any] = dict(request.query)
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    if request.content_type == "application/json":
        values.update(_json_object(await request.text()))
    elif request.content_type == "multipart/form-data" or request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = value.file.read()
                names[name] = value.filename
            elif isinstance(value, bytes | bytearray):
                files[name] = bytes(value)
            else:
                values[name] = value
    return Params(values, files, names)


def _json_object(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        tree = json.loads(text)
    except ValueError:
        raise bad("can't parse JSON") from None
    if not isinstance(tree, dict):
        raise bad("can't parse JSON: expected an object")
    return tree

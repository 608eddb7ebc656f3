"""What the desk set of an incident as JSON, before it is sealed."""

from typing import Any, cast

from pydantic import TypeAdapter

from alerts.incidents.corrections import Corrections

_ADAPTERS: list[TypeAdapter[Corrections]] = []
"""Made when it is first needed: a start makes none."""


def as_json(corrections: Corrections) -> dict[str, Any]:
    """Return its fields as JSON values, those that say nothing left out."""
    return cast("dict[str, Any]", _adapter().dump_python(corrections, mode="json", exclude_defaults=True))


def from_json(kept: dict[str, Any]) -> Corrections:
    """Read the corrections that as_json made."""
    return _adapter().validate_python(kept)


def _adapter() -> TypeAdapter[Corrections]:
    if not _ADAPTERS:
        _ADAPTERS.append(TypeAdapter(Corrections))
    return _ADAPTERS[0]

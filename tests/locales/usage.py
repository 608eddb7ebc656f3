"""Which catalogue keys a piece of the program uses, read from its syntax tree."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

MAKERS = frozenset({"text", "Text", "say"})
"""What is called with a key first: the constructors of alerts/notices.py."""
_LOGS = frozenset({"log", "logger"})


@dataclass
class Usage:
    """Keys as they are used in one or several files."""

    keys: set[str] = field(default_factory=set)
    """Written out in a call of a maker: must be in the catalogues."""
    values: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    """Key and the names of the values given with it, where the call shows them all."""
    prefixes: set[str] = field(default_factory=set)
    """Beginnings of keys put together: text(f"state.{state}")."""
    literals: set[str] = field(default_factory=set)
    """Every other string: a key in a table counts as used."""


def usage(sources: Iterable[str]) -> Usage:
    """What these Python sources use."""
    found = Usage()
    for source in sources:
        tree = ast.parse(source)
        found.literals |= set(_literals(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _makes(node.func) and node.args:
                _note(node, found)
    return found


def faults(found: Usage, catalogue: Mapping[str, set[str]], families: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What doesn't fit between the program and a catalogue (key -> placeholders)."""
    made = {prefix + name for prefix, names in families.items() for name in names}
    lines = [f"{key}: used, but in no catalogue" for key in sorted((found.keys | made) - catalogue.keys() - {""})]
    lines += [f"{prefix}: put together, but not in families.py" for prefix in sorted(found.prefixes - families.keys())]
    unused = catalogue.keys() - found.keys - found.literals - made
    lines += [f"{key}: in the catalogue, but never used" for key in sorted(unused)]
    for key, given in found.values:
        lines += [f"{key}: no value for {name}" for name in sorted(catalogue.get(key, set()) - given)]
    return lines


def _note(call: ast.Call, found: Usage) -> None:
    keys = list(_keys(call.args[0], found))
    found.keys |= set(keys)
    given = _given(call)
    if given is not None:
        found.values += [(key, given) for key in keys]


def _keys(node: ast.expr, found: Usage) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=body, orelse=orelse):
            yield from _keys(body, found)
            yield from _keys(orelse, found)
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
            found.prefixes.add(prefix)
        case ast.JoinedStr():
            found.prefixes.add("")


def _given(call: ast.Call) -> frozenset[str] | None:
    """Names of the values; None where the call doesn't show them (**values, Text(key, values))."""
    names = {keyword.arg for keyword in call.keywords}
    if _name(call.func) != "Text":
        return None if None in names else frozenset(name for name in names if name)
    match [*call.args[1:], *(keyword.value for keyword in call.keywords)]:
        case []:
            return frozenset()
        case [ast.Dict(keys=keys)] if all(isinstance(key, ast.Constant) for key in keys):
            return frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))
        case _:
            return None


def _literals(tree: ast.AST) -> Iterator[str]:
    """Strings, but not the names of log events, which look like keys ("report.filed")."""
    events = {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.func, ast.Attribute)
        and _name(node.func.value) in _LOGS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in events:
            yield node.value


def _makes(function: ast.expr) -> bool:
    """By its own name, or of that module: another object's text() takes no key."""
    module = _name(function.value) if isinstance(function, ast.Attribute) else "notices"
    return module == "notices" and _name(function) in MAKERS


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""

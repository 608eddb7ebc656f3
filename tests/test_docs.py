"""What comments, docstrings and pages name exists: paths, files, and modules of ours.

Looked at: comments and docstrings (also those below an assignment) of Python, and the pages in Markdown. A name is

- a path that begins with one of our folders ("bot/outbound/courier.py", "tests/alerts"), of a file or a folder; of a
  decision its number is enough ("docs/decisions/0012");
- a file's name alone or with its last folders ("phone.py", "conversations/phone.py", "words.md"), which must stand
  somewhere: a .py that Python names, in the same package;
- a module in dots ("alerts.work.mail.Mail"), where what comes after the module must be made in it.

Not looked at: addresses in the web; patterns (`_PATTERN`: "locales/<language>/", "alerts/NAME/", "*.po"); a file
alone of another kind than `KINDS`; strings that are no docstrings; functions and classes alone; docs/crash and
docs/fuzz, whose pages tell of runs of older programs.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "alerts", "storage", "locales", "tests")
FOLDERS = (*PACKAGES, "docs", ".ci")
KINDS = ("py", "md", "po", "csv", "toml")
RECORDS = (ROOT / "docs" / "crash", ROOT / "docs" / "fuzz")

_WEB = re.compile(r"\w+://\S+")
_BEFORE = r"(?<![\w./-])"
_PATH = re.compile(rf"{_BEFORE}(?:\./)?(?:{'|'.join(map(re.escape, FOLDERS))})/[^\s`'\"()\[\],;:|]*")
_FILE = re.compile(rf"{_BEFORE}(?:\.\.?/)*[\w-][\w./-]*\.(?:{'|'.join(KINDS)})\b(?![\w/*])")
_MODULE = re.compile(rf"{_BEFORE}(?:{'|'.join(PACKAGES)})(?:\.[A-Za-z_]\w*)+")
_PATTERN = re.compile(r"[<>*{}…]|NAME|CODE|NN")


def test_what_comments_and_pages_name_exists() -> None:
    dead = {
        path.relative_to(ROOT).as_posix(): found
        for path in (*python_files(), *pages())
        if (found := dead_names(_text(path), _package(path)))
    }
    assert dead == {}


def test_all_is_looked_at() -> None:
    names = [name for path in (*python_files(), *pages()) for name in named(_text(path))]
    assert len(list(python_files())) > 300
    assert len(list(pages())) > 15
    assert len(names) > 200


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("see bot/outbound/courier.py.", []),
        ("see bot/outbound/carrier.py.", ["bot/outbound/carrier.py"]),
        ("`alerts/incidents/` and alerts/accidents", ["alerts/accidents"]),
        ("docs/decisions/0012, docs/decisions/9999", ["docs/decisions/9999"]),
        ("see docs/decisions/0014-who-works-a-line.md; [0002](0002-pace.md)", ["0002-pace.md"]),
        ("see ids.py, outbox/claim.py and facts.py", ["facts.py"]),
        ("courier.py is in another package", ["courier.py"]),
        ("(STYLE.md, CONTRIBUTING.md)", ["STYLE.md"]),
        ("alerts.work.mail.Mail, alerts.work.mail.Post", ["alerts.work.mail.Post"]),
        ("alerts.work.post_office.Mail", ["alerts.work.post_office.Mail"]),
        ("alerts.work.unit_of_work.Mail is imported there", ["alerts.work.unit_of_work.Mail"]),
        ("locales/<language>/x.po, alerts/NAME/ports.py, storage/*.py, docs/decisions/00NN-x.md", []),
        ("https://example.org/docs/nowhere.md", []),
    ],
)
def test_a_dead_name_is_found(text: str, dead: list[str]) -> None:
    """The test of the test: as read in a comment of storage/."""
    assert dead_names(text, "storage") == dead


def test_comments_and_docstrings_are_read_and_strings_are_not() -> None:
    """The test of the test."""
    source = '"""one.py"""\nx = "two.py"  # three.py\n"""four.py"""\n\n\ndef f() -> None:\n    """five.py"""\n'
    assert sorted(re.findall(r"\w+\.py", notes(source))) == ["five.py", "four.py", "one.py", "three.py"]


def python_files() -> Iterator[Path]:
    yield ROOT / "rebato"
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def pages() -> Iterator[Path]:
    yield from sorted(ROOT.glob("*.md"))
    yield from (page for page in sorted((ROOT / "docs").rglob("*.md")) if not set(RECORDS) & set(page.parents))


def notes(source: str) -> str:
    """Return the comments and docstrings of some Python."""
    comments = [
        token.string
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    ]
    docstrings = [
        node.value.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    return "\n".join([*comments, *docstrings])


def named(text: str) -> list[str]:
    """Return the names of paths, files and modules that stand in a text."""
    plain = _WEB.sub("", text)
    found = [match[0].rstrip(".") for pattern in (_PATH, _FILE, _MODULE) for match in pattern.finditer(plain)]
    return [name for name in dict.fromkeys(found) if not _PATTERN.search(name)]


def dead_names(text: str, package: str) -> list[str]:
    """Return what a text of this package ("" for a page) names and does not exist."""
    return [name for name in named(text) if not _exists(name, package)]


def _exists(name: str, package: str) -> bool:
    if _MODULE.fullmatch(name) and not name.endswith(tuple(f".{kind}" for kind in KINDS)):
        return _module_exists(name)
    name = re.sub(r"^(?:\.\.?/)+", "", name).rstrip("/")
    if name.startswith("docs/decisions/0") and not name.endswith(".md"):
        return len(list((ROOT / "docs" / "decisions").glob(f"{Path(name).name}-*.md"))) == 1
    if name.split("/")[0] in FOLDERS:
        return (ROOT / name).exists()
    where = [path for path in _files() if f"/{path}".endswith(f"/{name}")]
    if package and name.endswith(".py"):
        return any(path.startswith(f"{package}/") for path in where)
    return bool(where)


def _module_exists(name: str) -> bool:
    """Say whether this is a folder or module of ours, or something that one makes."""
    path, parts = ROOT, name.split(".")
    for depth, part in enumerate(parts):
        if (path / part).is_dir():
            path /= part
        elif (path / f"{part}.py").is_file():
            return len(parts) == depth + 1 or _makes(
                (path / f"{part}.py").read_text(encoding="utf-8"), parts[depth + 1]
            )
        else:
            return False
    return True


def _makes(source: str, name: str) -> bool:
    """Say whether a module defines or assigns this name; what it imports is another's."""
    return re.search(rf"^\s*(?:class |(?:async )?def )?{name}\b(?:[(:\[]| ?=|: )", source, re.MULTILINE) is not None


@cache
def _files() -> tuple[str, ...]:
    """Return every file of ours, from the repository's root."""
    inside = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    above = ROOT.glob("*")
    return tuple(path.relative_to(ROOT).as_posix() for path in (*inside, *above) if path.is_file())


@cache
def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".md" else notes(text)


def _package(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first if first in PACKAGES else ""

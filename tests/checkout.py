"""A checkout of its own for the wrapper: the real ./rebato, stand-ins for what it installs and starts."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """\
import json, os, sys
print(json.dumps({"words": sys.argv[1:], "cwd": os.getcwd(), "prefix": sys.prefix, "module": __spec__.name}))
sys.exit(7 if "fail" in sys.argv else 0)
"""


class Checkout:
    """A folder that holds the wrapper, and a PATH that holds what the test puts on it, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self.bin = folder / "bin"
        self.installed = folder / "installed"
        self.borrowed = folder / "borrowed"
        self.bin.mkdir()
        for package, module in (("bot", "cli.py"), ("tests", "run.py")):
            (self.root / package).mkdir(parents=True)
            (self.root / package / module).write_text(PROGRAM)
        for name in ("requirements.txt", "requirements-test.txt"):
            (self.root / name).write_text(f"# {name}\n")
        shutil.copy(ROOT / "rebato", self.root)

    def uv(self, *script: str) -> None:
        """Put a uv on the PATH that notes what it was asked to install, then does this (in sh)."""
        self.command("uv", f'for lock; do :; done; echo "${{lock##*/}}" >> {self.installed}', *script)

    def borrow_pip(self) -> None:
        """Let the pip of whoever runs the tests be found, and ensurepip have nothing to do.

        It takes two seconds of CPU to unpack and compile its own, which is somebody else's test.
        """
        found = find_spec("pip")
        if found is not None and found.origin is not None:
            self.borrowed.mkdir()
            (self.borrowed / "ensurepip.py").touch()
            (self.borrowed / "pip").symlink_to(Path(found.origin).parent)

    def command(self, name: str, *script: str) -> None:
        """Put a command on the PATH."""
        path = self.bin / name
        path.unlink(missing_ok=True)  # a shell may still be reading the one before
        path.write_text("\n".join(["#!/bin/sh", *script, ""]))
        path.chmod(0o755)

    def installs(self) -> list[str]:
        """The locks that were installed so far, in order."""
        return self.installed.read_text().split() if self.installed.exists() else []

    def environment(self) -> dict[str, str]:
        """What the wrapper sees: no settings of whoever runs the tests."""
        seen = {"PATH": str(self.bin), "HOME": str(self.root.parent), "LC_ALL": "C.UTF-8"}
        return seen | {"PYTHONPATH": str(self.borrowed)} if self.borrowed.exists() else seen

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start ./rebato and go on."""
        return subprocess.Popen(
            [sys.executable, str(self.root / "rebato"), *words],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(
        self, *words: str, cwd: Path | None = None, before: str = "", script: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run ./rebato to its end. `before`: Python statements that make this Python another one."""
        path = str(script or self.root / "rebato")
        prelude = f"import runpy, sys\n{before}\nsys.argv = sys.argv[1:]\n"
        prelude += "runpy.run_path(sys.argv[0], run_name='__main__')"
        command = [sys.executable, "-c", prelude, path] if before else [sys.executable, path]
        return subprocess.run(
            [*command, *words],
            env=self.environment(),
            cwd=cwd or self.root,
            capture_output=True,
            text=True,
            check=False,
        )

    def gate(self, name: str) -> Path:
        """A named pipe: who reads it waits for who writes it, and the other way round."""
        path = self.root.parent / name
        os.mkfifo(path)
        return path

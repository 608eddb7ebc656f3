"""Every check of the project, one after the other: what `./rebato test` runs.

With arguments it is pytest alone, with these. What each tool looks at, and how strictly, pyproject.toml says.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy --strict": ["-m", "mypy", "--strict"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"],
}
EVERYTHING = ["--numprocesses", str(min((os.cpu_count() or 1) + 1, 8))]
"""One more than there are processors: some tests wait for programs that they start."""


def passes(name: str, words: list[str]) -> bool:
    """Run one tool from the root of the repository, and say how it went."""
    print(f"\n== {name}", flush=True)
    ended_well = subprocess.run([sys.executable, *words], cwd=ROOT, check=False).returncode == 0
    print(f"== {name}: {'passed' if ended_well else 'FAILED'}", flush=True)
    return ended_well


def pytest(words: list[str]) -> int:
    """Run pytest; its closing line is the last that is said."""
    return subprocess.run([sys.executable, "-m", "pytest", *words], cwd=ROOT, check=False).returncode


def main(words: list[str]) -> int:
    """The exit code: pytest's, or 1 where only another check failed."""
    if words:
        return pytest(words)
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if failed:
        print(f"\n== FAILED so far: {', '.join(failed)} (see above)", flush=True)
    print("\n== pytest", flush=True)
    return pytest(EVERYTHING) or int(bool(failed))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

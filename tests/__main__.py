"""`python -m tests`: format, lint, types, layer contracts, then the tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]

STEPS: tuple[tuple[str, Sequence[str]], ...] = (
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("lint", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "mypy")),
    ("layers", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
    ("tests", ("-m", "pytest", "-q", "-n", "2", "--dist", "loadfile")),
)


def main(extra: Sequence[str]) -> int:
    """Run every step; `extra` arguments go to pytest. Return the first failing exit code."""
    for name, arguments in STEPS:
        print(f"== {name}", flush=True)
        more = extra if name == "tests" else ()
        done = subprocess.run([sys.executable, *arguments, *more], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

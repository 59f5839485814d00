"""`python -m benchmarks.one_start PROJECT STARTED`: starts as a user does and drags at once.

STARTED is `time.time()` of whoever started this process, just before: the system's own word on
when a process began is rounded to whole seconds on Linux. Prints one line of JSON. Imports
nothing before the window answers that the program itself would not import by then.
"""

from __future__ import annotations

import sys


def main(project: str, started: str) -> None:
    """Begin as the command does."""
    from app import imports, memory

    memory.wait_with_garbage()
    imports.import_plainly()
    from benchmarks.first_moments import run

    run(project, float(started))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Sees to it that the window's kernels run compiled as soon as that can be, and waits for none.

Where they were compiled before, they are: from the first figure on. Else the window works with
their stand-ins (`models.kernels.kernel`), processes of their own compile them, and the kernels
change over when all is there.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import Jobs

log = logging.getLogger(__name__)

PARTS = ("drag", "edits")
"""What is compiled, each part by a process of its own: `app.compiling.WORK`."""

POLL_MS = 500


class Kernels(QObject):
    """The window's kernels on their way to being compiled.

    Attributes
    ----------
    is_settled : bool
        Whether nothing is being loaded or compiled (any more).

    Signals
    -------
    settled
        Nothing more is loaded or compiled.
    """

    settled = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_settled = False
        self._jobs = jobs
        self._processes: list[subprocess.Popen[bytes]] = []
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)

    def choose(self) -> None:
        """Use stand-ins where the kernels were not compiled on this computer; in any thread."""
        from models.kernels.kernel import use_plain

        if not _are_compiled():
            import models.allocation.stand_ins  # noqa: F401

            use_plain()

    def follow_up(self) -> None:
        """Once a window is shown: load what is compiled, or have it compiled."""
        from models.kernels.kernel import Kernel

        if self.is_settled or self._processes or self._poll.isActive():
            return
        if Kernel.is_compiled:
            self._load()
        else:
            self._compile()

    def stop(self) -> None:
        """Stop compiling; what is compiled by then is kept."""
        self._poll.stop()
        for process in self._processes:
            process.terminate()
            process.wait()
        self._processes.clear()

    def _load(self) -> None:
        self._jobs.run(load_compiled, self._on_loaded, beside=True)

    def _on_loaded(self, is_loaded: bool) -> None:
        from models.kernels.kernel import use_compiled

        self.is_settled = True
        if is_loaded:
            use_compiled()
        self.settled.emit()

    def _compile(self) -> None:
        try:
            self._processes = [_start(part) for part in PARTS]
        except OSError:
            log.warning("kernels cannot be compiled; their stand-ins go on", exc_info=True)
            self.is_settled = True
            self.settled.emit()
            return
        self._poll.start()

    def _on_poll(self) -> None:
        codes = [process.poll() for process in self._processes]
        if None in codes:
            return
        self._poll.stop()
        self._processes.clear()
        if any(codes):
            log.warning("compiling the kernels failed: %s; their stand-ins go on", codes)
            self.is_settled = True
            self.settled.emit()
        else:
            self._load()


def load_compiled() -> bool:
    """Load every kernel that was compiled on this computer; return whether all could be."""
    from models.kernels.kernel import kernels_by_name
    from models.kernels.store import load_signatures

    known = kernels_by_name()
    for part in PARTS:
        signatures = load_signatures(part)
        if signatures is None:
            return False
        for name, types in signatures.items():
            if name in known:
                for each in types:
                    known[name].dispatcher.compile(each)
    return True


def _are_compiled() -> bool:
    from models.kernels.store import is_compiled

    return all(is_compiled(part) for part in PARTS)


def _start(part: str) -> subprocess.Popen[bytes]:
    """Start a process that steps back for everything else on the computer."""
    quietly = 0
    if sys.platform == "win32":
        quietly = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        [sys.executable, "-m", "app.compiling", part],
        cwd=Path(__file__).resolve().parents[1],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=quietly,
    )

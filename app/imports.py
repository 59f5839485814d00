"""Imports as Python itself does them, once PySide is there."""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Take PySide's hook out of the import statement, for the rest of the process.

    WORKAROUND: PySide6 reads the source of every module imported after it, to see whether it asks
    for `snake_case` or `true_property` (https://doc.qt.io/qtforpython-6/considerations.html).
    Nothing here does, and a plug-in that did would not get it. That took a tenth of a start, and
    memory for all those sources.
    """
    import PySide6.QtCore  # noqa: F401  (the hook comes with it)

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

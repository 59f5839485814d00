"""Imports that wait until something of a module is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def modules_of(package: str) -> Callable[[str], ModuleType]:
    """Return a package's `__getattr__` that imports its modules when they are asked for.

    With it, `from widgets import dialogs` costs nothing, and `dialogs.close.CloseDialog` imports
    what it names, the first time only (PEP 562).
    """

    def module_of(name: str) -> ModuleType:
        full = f"{package}.{name}"
        if name.startswith("_") or find_spec(full) is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return import_module(full)

    return module_of

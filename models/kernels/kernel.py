"""Functions of arrays that numba compiles, and that work before it has.

Compiling all of them takes a minute on a new machine, loading them a second. A window does
not wait for that: until `use_compiled` is called, a kernel runs as the Python it is written in,
or as its stand-in of NumPy and SciPy where that would be slow. All give the same numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import update_wrapper
from importlib import import_module
from typing import Any, TypeVar

from models.kernels.store import cache_folder

Function = TypeVar("Function", bound=Callable[..., Any])


class Kernel:
    """A function that runs compiled, or as plain Python while that is not there.

    Attributes
    ----------
    function : callable
        As it is written.
    plain : callable
        Does the same without numba: the function itself, or its stand-in.
    """

    every: list[Kernel] = []  # noqa: RUF012  (one list for all, filled on import)
    is_compiled = True
    """Whether kernels run compiled; of the class, so that all change over at once."""

    def __init__(self, function: Callable[..., Any], *, is_bulk: bool = False) -> None:
        self.function = function
        self._is_bulk = is_bulk
        self._dispatcher: Any = None
        self._run: Any = None
        self.plain: Callable[..., Any] = function
        update_wrapper(self, function)
        Kernel.every.append(self)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the function; like numba's own, not checked by mypy: arrays hold sized numbers."""
        if not (Kernel.is_compiled or self._is_bulk):
            return self.plain(*args, **kwargs)
        if self._run is None:
            self._run = self.dispatcher
        return self._run(*args, **kwargs)

    def stand_in(self, function: Function) -> Function:
        """Use another function, which gives the same, while nothing is compiled."""
        self.plain = function
        return function

    @property
    def name(self) -> str:
        """The function's full name."""
        return f"{self.function.__module__}.{self.function.__qualname__}"

    @property
    def was_called(self) -> bool:
        """Whether it ran compiled, called from Python rather than from another kernel."""
        return self._run is not None

    @property
    def dispatcher(self) -> Any:
        """What numba made of the function; made when first asked for."""
        if self._dispatcher is None:
            self._dispatcher = _numba().njit(cache=True, nogil=True)(self.function)
        return self._dispatcher

    @property
    def _numba_type_(self) -> Any:
        """What numba sees where another kernel calls this one."""
        return self.dispatcher._numba_type_


def kernel(function: Callable[..., Any]) -> Kernel:
    """Make a function of arrays a kernel."""
    return Kernel(function)


def bulk_kernel(function: Callable[..., Any]) -> Kernel:
    """Make a function of arrays a kernel that always runs compiled.

    For imports: they pass through millions of rows, and whoever waits for one can wait for
    numba as well.
    """
    return Kernel(function, is_bulk=True)


def kernels_by_name() -> dict[str, Kernel]:
    """Return every kernel of the modules imported so far."""
    return {each.name: each for each in Kernel.every}


def use_plain() -> None:
    """Run every kernel without numba from now on."""
    Kernel.is_compiled = False


def use_compiled() -> None:
    """Run every kernel compiled from now on; what is not compiled yet is when it is called."""
    Kernel.is_compiled = True


def _numba() -> Any:
    """Import numba, but keep it from importing scipy.linalg, a third of its start.

    WORKAROUND: when numba loads its array functions (`numba.np.arraymath`), it looks for a
    BLAS by importing scipy.linalg, 0.4 s on a quiet machine. No kernel multiplies matrices.
    https://github.com/numba/numba/blob/main/numba/np/linalg.py (`ensure_blas`)
    """
    if "numba" not in sys.modules and "scipy.linalg" not in sys.modules:
        sys.modules["scipy.linalg"] = None  # type: ignore[assignment]  # fails at once
        try:
            import_module("numba.np.arraymath")
        finally:
            del sys.modules["scipy.linalg"]
    numba = import_module("numba")
    folder = cache_folder()
    if folder is not None:
        numba.config.CACHE_DIR = str(folder)
    return numba

"""Imported before the engine: keeps numba from importing scipy.linalg, a third of its start.

WORKAROUND: when numba loads its array functions (`numba.np.arraymath`), it looks for a BLAS
by importing scipy.linalg, 0.4 s on a quiet machine. No kernel of ours multiplies matrices.
https://github.com/numba/numba/blob/main/numba/np/linalg.py (`ensure_blas`)
"""

from __future__ import annotations

import sys
from importlib import import_module

if "scipy.linalg" not in sys.modules:
    sys.modules["scipy.linalg"] = None  # type: ignore[assignment]  # an import then fails at once
    try:
        import_module("numba.np.arraymath")
    finally:
        del sys.modules["scipy.linalg"]

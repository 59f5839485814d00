"""Where compiled kernels are kept, and whether those of this very code are there.

Numba tells old code from new by a file's time and size. An installed file's time says nothing
(installers set it), and a kernel that calls another one is kept although the other has changed.
So each version of the code has a folder of its own, named by what the files hold.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import sys
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_MODELS = Path(__file__).resolve().parents[1]
_CODE = ("kernels", "network", "allocation")
"""The packages of `models` that have kernels."""

_N_KEPT = 4
"""Folders of other versions that stay: more than one program may be installed."""


@cache
def code_key() -> str:
    """Return what the kernels' code, Python, numba and this computer are, in a few letters.

    Sources that are being worked on have compiled kernels beside them: theirs alone.
    """
    told = hashlib.sha256(b"" if _is_installed() else str(_MODELS).encode())
    for package in _CODE:
        for path in sorted((_MODELS / package).glob("*.py")):
            told.update(path.name.encode() + b"\0" + path.read_bytes())
    told.update(f"{sys.version} {platform.machine()}".encode() + _numba_version())
    told.update(platform.node().encode())
    return told.hexdigest()[:16]


def _numba_version() -> bytes:
    """Return which numba there is, without importing it or the readers of package data."""
    found = find_spec("numba")
    if found is None or found.origin is None:
        return b""
    with suppress(OSError):
        return Path(found.origin).with_name("_version.py").read_bytes()
    return b""


def kept_folder() -> Path:
    """Return the folder for what is compiled, as each system has it; it may not exist yet."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "praksiskort"


def cache_folder() -> Path | None:
    """Return where numba is to keep this code's kernels; None leaves it to numba.

    Beside sources that are being worked on, numba's own way compiles only what has changed.
    """
    if not _is_installed():
        return None
    return kept_folder() / f"kernels-{code_key()}"


def _is_installed() -> bool:
    return bool({"site-packages", "dist-packages"}.intersection(_MODELS.parts))


def load_signatures(part: str) -> dict[str, list[Any]] | None:
    """Return for which arguments each kernel of a part was compiled; None if it never was."""
    try:
        stored = _signature_file(part).read_bytes()
        return dict(pickle.loads(stored))
    except Exception:  # a damaged file, or one of another numba: compiled once more
        return None


def is_compiled(part: str) -> bool:
    """Whether a part was compiled for this code on this computer."""
    return _signature_file(part).exists()


def save_signatures(part: str, signatures: dict[str, list[Any]]) -> None:
    """Note that a part is compiled; raises OSError where nothing can be kept."""
    path = _signature_file(part)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pickle.dumps(signatures))
    draft.replace(path)
    _forget_old(path.parent.parent)


def _signature_file(part: str) -> Path:
    return kept_folder() / f"kernels-{code_key()}" / f"{part}.signatures"


def _forget_old(folder: Path) -> None:
    """Delete the folders that were made longest ago."""
    import shutil

    made = sorted(folder.glob("kernels-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in made[_N_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)

"""Who has the project open for writing: a lease that is kept in the file itself.

SQLite's own locks keep single transactions apart, but a planner works on a project for hours.
The lease says who does, so that a second program opens the file read-only with a word why. It
is advice: before each write the holder looks whether the lease is still its own, within the
same transaction, so two programs can never write in turn (docs/decisions/lease.md).
"""

from __future__ import annotations

import getpass
import os
import socket
import sys
import time
import uuid
from typing import NamedTuple

from models.storage.database import Connection

RENEW_S = 60
"""How often a program that is idle should renew its lease."""

STALE_S = 200
"""A lease not renewed for so long is nobody's: three renewals and a slow drive."""


class Holder(NamedTuple):
    """The program that holds a lease; `seen` is in seconds since 1970."""

    token: str
    host: str
    user: str
    pid: int
    seen: float


def this_program() -> Holder:
    """Return a holder for this process, with a token of its own."""
    return Holder(uuid.uuid4().hex, socket.gethostname(), _user(), os.getpid(), time.time())


def take(connection: Connection, me: Holder) -> Holder | None:
    """Take the lease and return None, or return who holds it."""
    holder = _holder(connection)
    if holder is not None and holder.token != me.token and _is_alive(holder):
        return holder
    connection.rows("DELETE FROM lease")
    connection.rows(
        "INSERT INTO lease (id, token, host, user, pid, seen) VALUES (1, ?, ?, ?, ?, ?)",
        *me._replace(seen=time.time()),
    )
    return None


def held_by(connection: Connection) -> Holder | None:
    """Return who has the project open now, None where nobody has."""
    holder = _holder(connection)
    return holder if holder is not None and _is_alive(holder) else None


def hold(connection: Connection, me: Holder) -> bool:
    """Return whether the lease is still this program's own; renew it where that is due.

    One renewed less than half of `RENEW_S` ago is only looked at: each edit would else write
    one more page.
    """
    holder = _holder(connection)
    if holder is None or holder.token != me.token:
        return False
    if not 0 <= time.time() - holder.seen < RENEW_S / 2:
        connection.rows("UPDATE lease SET seen = ?", time.time())
    return True


def release(connection: Connection, me: Holder) -> None:
    """Give the lease back, where it is still this program's."""
    connection.rows("DELETE FROM lease WHERE token = ?", me.token)


def _holder(connection: Connection) -> Holder | None:
    found = connection.rows("SELECT token, host, user, pid, seen FROM lease")
    return Holder(*found[0]) if found else None


def _is_alive(holder: Holder) -> bool:
    if abs(time.time() - holder.seen) > STALE_S:
        return False
    # on this machine the process can be asked for: after a crash nobody has to wait
    return holder.host != socket.gethostname() or _is_running(holder.pid)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_running_on_windows(pid: int) -> bool:
    """Ask Windows for the process; os.kill would end it there."""
    import ctypes

    query_limited_information, still_active = 0x1000, 259
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (absent in other systems' types)
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return "?"

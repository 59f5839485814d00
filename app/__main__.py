"""The command `praksiskort`: opens the window, or runs one of the commands without one."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from app import __version__
from models.domain.errors import KnownError
from models.domain.text import Language

EXIT_REFUSED = 2
"""Exit code when the world is at fault; nothing was changed."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    if words and words[0] in command_names():
        return _run_command(words)
    return _open_window(words)


def _speak_utf8() -> None:
    """Write UTF-8 and bare line feeds: the same bytes on every system, æøå and ≈ included."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def command_names() -> tuple[str, ...]:
    """Return the names of the commands that run without a window."""
    return (
        "new",
        "check",
        "edit",
        "evaluate",
        "areas",
        "distance",
        "explain",
        "pdf",
        "update",
        "rules",
        "template",
    )


def _run_command(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="praksiskort")
    subparsers = parser.add_subparsers(dest="command", required=True)
    _add_commands(subparsers, words[0])
    arguments = parser.parse_args(words)
    try:
        return int(arguments.run(arguments))
    except KnownError as error:
        print(error.in_language(_language()), file=sys.stderr)
        return EXIT_REFUSED
    except BrokenPipeError:
        # whoever read the output has seen enough ("praksiskort check … | head")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _add_commands(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], name: str
) -> None:
    """Add the wanted command only: importing all of them would cost half a second."""
    from importlib import import_module

    import_module(f"app.commands.{name}").add_parser(subparsers)


def _open_window(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="praksiskort",
        description="Planlægning af almen praksis på et kort. / Planning general practice.",
        epilog=f"Kommandoer / commands: {', '.join(command_names())}. "
        "»praksiskort KOMMANDO --help« viser mere.",
    )
    parser.add_argument("project", nargs="?", metavar="PROJECT", help="en .praksis-fil")
    parser.add_argument("--version", action="version", version=f"praksiskort {__version__}")
    arguments = parser.parse_args(words)
    from app import imports, memory

    memory.wait_with_garbage()
    imports.import_plainly()
    from app.start import run_window

    return run_window(arguments.project)


def _language() -> Language:
    from app.settings import preferred_language

    return preferred_language()


if __name__ == "__main__":
    raise SystemExit(main())

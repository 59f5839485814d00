"""SQLAlchemy Core and the tables, imported when a statement is first made of them.

Opening a project makes none: importing SQLAlchemy would be a fifth of a start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Table as Table
    from sqlalchemy import delete as delete
    from sqlalchemy import func as func
    from sqlalchemy import insert as insert
    from sqlalchemy import inspect as inspect
    from sqlalchemy import select as select
    from sqlalchemy import update as update

    from models.storage import schema as schema
else:
    from importlib import import_module

    def __getattr__(name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        if name == "schema":
            return import_module("models.storage.schema")
        return getattr(import_module("sqlalchemy"), name)

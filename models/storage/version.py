"""The numbers by which a project file is recognised."""

from __future__ import annotations

APPLICATION_ID = 0x50524B53
"""`PRAGMA application_id` of a project: "PRKS" in ASCII."""

SCHEMA_VERSION = 1
"""`PRAGMA user_version` of the files that this program writes."""

"""Fixtures for all tests: no screen, no network, and the shared geography where it is."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "calm", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50
)
settings.load_profile("calm")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real geography and invented registers; skips where it is missing."""
    named = os.environ.get("PRAKSISKORT_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "data"
    if not (folder / "kommuner.gpkg").exists():
        pytest.skip(f"needs the shared data, which is not at {folder}")
    return folder

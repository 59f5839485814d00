"""What was compiled is found again, for this very code only."""

from pathlib import Path

import pytest

from models.kernels import store

PART = "drag"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    return tmp_path


def test_what_was_compiled_is_found_again() -> None:
    assert not store.is_compiled(PART)
    assert store.load_signatures(PART) is None
    store.save_signatures(PART, {"models.a": [(1, 2)]})
    assert store.is_compiled(PART)
    assert store.load_signatures(PART) == {"models.a": [(1, 2)]}


def test_what_other_code_compiled_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    store.save_signatures(PART, {})
    monkeypatch.setattr(store, "code_key", lambda: "other")
    assert not store.is_compiled(PART)


def test_the_key_follows_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "network").mkdir()
    code = tmp_path / "network" / "search.py"
    monkeypatch.setattr(store, "_MODELS", tmp_path)
    keys = []
    for text in ("a = 1", "a = 2", "a = 1"):
        code.write_text(text)
        keys.append(store.code_key.__wrapped__())
    assert keys[0] == keys[2] != keys[1]


def test_a_damaged_note_is_as_good_as_none(kept: Path) -> None:
    store.save_signatures(PART, {})
    next(kept.glob("*/*.signatures")).write_bytes(b"half")
    assert store.load_signatures(PART) is None


def test_only_the_folders_made_last_are_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in range(6):
        monkeypatch.setattr(store, "code_key", lambda version=version: f"v{version}")
        store.save_signatures(PART, {})
    assert len(list(kept.glob("kernels-*"))) == 4

"""The key behind the pseudonyms: made once, readable by its owner alone, or given."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.config import Environment, Settings
from app.export.pseudonyms import FILE, Pseudonyms, export_key


def settings_for(data: Path, key: str | None = None) -> Settings:
    return Settings.model_validate(
        {"environment": Environment.TEST, "data": data, "export": {"pseudonym_key": key}}
    )


def test_it_is_made_at_first_use_and_stays(tmp_path: Path) -> None:
    key = export_key(settings_for(tmp_path / "new"))
    file = tmp_path / "new" / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert export_key(settings_for(tmp_path / "new")) == key == file.read_bytes()
    assert len(key) == 32
    assert [found.name for found in file.parent.iterdir()] == [FILE]


def test_of_many_at_once_all_get_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: export_key(settings_for(tmp_path)), range(32)))
    assert len(keys) == 1


def test_a_given_key_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    assert export_key(settings_for(tmp_path, "k" * 32)) == b"k" * 32
    assert not (tmp_path / FILE).exists()


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        settings_for(tmp_path, "short")


def test_a_pseudonym_hangs_on_key_reader_and_author() -> None:
    of = {Pseudonyms(key, reader)[author] for key in (b"a", b"b") for reader in "rs" for author in "xy"}
    assert len(of) == 8
    assert all(len(one) == 32 for one in of)

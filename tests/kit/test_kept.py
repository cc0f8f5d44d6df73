"""What was made of the front end is found again at the next start, and never anything else."""

import time
from pathlib import Path

import pytest

from app.kit import kept, static_files
from app.kit.kept import Kept, Made, key_of
from app.kit.static_files import FrontEnd

SCRIPT = "export const answer = 42;\n" * 100
MADE = Made({"/app.js": b"1" * 500}, {"/a/b c.js": b"2"}, {"/app.js": b"\x00br"})


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "index.html").write_text("<p>page</p>")
    (folder / "app.js").write_text(SCRIPT)
    return folder


def started(static: Path, data: Path) -> FrontEnd:
    """A front end whose thread has come to its end."""
    front = FrontEnd(static, kept=Kept(data))
    patience = time.monotonic() + 10
    while not list(data.glob("front-end-*.zip")) or "br" not in front.assets["/app.js"].codings:
        assert time.monotonic() < patience
        time.sleep(0.01)
    return front


def test_a_second_start_makes_nothing_and_serves_the_same(
    static: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = started(static, tmp_path)
    monkeypatch.setattr(static_files, "as_served", lambda _: pytest.fail("it was made again"))
    second = FrontEnd(static, kept=Kept(tmp_path))
    assert second.assets["/app.js"].codings["br"] == first.assets["/app.js"].codings["br"], (
        "at once, brotli too"
    )
    assert {path: asset.content for path, asset in second.assets.items()} == {
        path: asset.content for path, asset in first.assets.items()
    }


def test_another_source_is_made_and_takes_the_place_of_the_one_before(static: Path, tmp_path: Path) -> None:
    started(static, tmp_path)
    (before,) = tmp_path.glob("front-end-*.zip")
    (static / "app.js").write_text(SCRIPT + "const b = 1;")
    assert b"b=1" in started(static, tmp_path).assets["/app.js"].content
    patience = time.monotonic() + 10
    while before.exists():
        assert time.monotonic() < patience
        time.sleep(0.01)


@pytest.mark.parametrize("harm", [b"", b"no archive", None])
def test_what_can_not_be_read_is_made_anew(static: Path, tmp_path: Path, harm: bytes | None) -> None:
    content = started(static, tmp_path).assets["/app.js"].content
    (file,) = tmp_path.glob("front-end-*.zip")
    whole = file.read_bytes()
    # A bit that fell over, in the middle of what is served.
    file.write_bytes(whole[:60] + bytes([whole[60] ^ 1]) + whole[61:] if harm is None else harm)
    assert Kept(tmp_path).read(file.stem.removeprefix("front-end-")) is None
    assert started(static, tmp_path).assets["/app.js"].content == content


def test_where_nothing_can_be_kept_the_app_is_served_all_the_same(static: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("")
    assert FrontEnd(static, kept=Kept(nowhere / "folder")).assets["/app.js"].content
    Kept(nowhere / "folder").write("key", MADE)


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    Kept(tmp_path).write("key", MADE)
    assert Kept(tmp_path).read("key") == MADE
    assert Kept(tmp_path).read("other") is None


def test_the_key_changes_with_a_source_a_name_and_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key_of({"/a": b"1"}), key_of({"/a": b"2"}), key_of({"/b": b"1"}), key_of({"/a": b"1", "/b": b""})}
    monkeypatch.setattr(kept, "MAKERS", kept.MAKERS[:-1])
    keys.add(key_of({"/a": b"1"}))
    monkeypatch.setattr(kept, "version", lambda _: "0")
    keys.add(key_of({"/a": b"1"}))
    assert len(keys) == 6


def test_all_that_makes_the_app_is_part_of_the_key() -> None:
    """A module of app.kit that bundles.py or styles.py comes to need must be named in MAKERS."""
    seen: set[str] = set()
    waiting = ["bundles", "styles"]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        source = Path(kept.__file__).with_name(f"{name}.py").read_text()
        waiting += [
            line.split()[1].removeprefix("app.kit.")
            for line in source.splitlines()
            if line.startswith("from app.kit.")
        ]
    assert seen - {"unfit"} == set(kept.MAKERS)

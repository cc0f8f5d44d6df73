"""A copy of a live database is whole, and putting it back tells the phones."""

import json
import shutil
from pathlib import Path

from tests.cli.test_serve import one_line, pathnote
from tests.fixtures.server import LiveServer
from tests.sync.test_kill import signed_in, stored


def test_a_copy_made_while_serving_holds_everything_and_putting_it_back_begins_a_new_epoch(
    live_server: LiveServer, tmp_path: Path
) -> None:
    cookie, _ = signed_in(live_server)
    before = stored(live_server, cookie)
    copy = tmp_path / "copy.db"
    environment = {"PATHNOTE_DATA": str(live_server.data), "PATHNOTE_ENVIRONMENT": "development"}
    made = pathnote("backup", str(copy), **environment)
    assert made.returncode == 0, made.stderr
    live_server.stop()
    epoch = json.loads((live_server.data / "epoch.json").read_text())
    shutil.rmtree(live_server.data)
    put_back = pathnote("restore", str(copy), **environment)
    assert put_back.returncode == 0, put_back.stderr
    live_server.start()
    assert stored(live_server, cookie) == before
    after = json.loads((live_server.data / "epoch.json").read_text())
    assert after["server_id"] == epoch["server_id"]
    assert after["epoch"] != epoch["epoch"]


def test_the_same_copy_put_back_twice_gives_no_rev_out_twice(live_server: LiveServer, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    environment = {"PATHNOTE_DATA": str(live_server.data), "PATHNOTE_ENVIRONMENT": "development"}
    assert pathnote("backup", str(copy), **environment).returncode == 0
    live_server.stop()
    floors = []
    for _ in range(2):
        assert pathnote("restore", str(copy), **environment).returncode == 0
        floors.append(json.loads((live_server.data / "epoch.json").read_text())["rev_floor"])
    assert floors[0] < floors[1]


def test_what_is_in_the_way_or_missing_is_one_line(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "there.db"
    file.write_text("not a database")
    assert "exists already" in one_line(pathnote("backup", str(file), PATHNOTE_DATA=str(data)))
    assert "no file" in one_line(pathnote("restore", str(tmp_path / "none.db"), PATHNOTE_DATA=str(data)))
    assert "can't be copied" in one_line(pathnote("restore", str(file), PATHNOTE_DATA=str(data)))

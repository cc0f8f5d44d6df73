"""A server for each module of scenarios, and for each test a line to it that can fail, and a phone at its end.

Every test has its own line, so its own origin, and its own profile: nothing on a phone outlives a test.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PATIENCE
from tests.fixtures.browser import PHONE, Device
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer

PROJECT = Path(__file__).parents[2]
# `make soak` raises the number of repeats of what fails only now and then.
SOAK = int(os.environ.get("PATHNOTE_SOAK_FACTOR", "1"))
# How long is figures' business; a busy machine is waited for.
expect.set_options(timeout=PATIENCE)


def front_end(folder: Path) -> Path:
    """A copy of the front end: what somebody edits while tests run is no new version to their phones."""
    return shutil.copytree(PROJECT / "static", folder / "static")


def development(static: Path) -> dict[str, str]:
    """The environment of a server with the demo people and this front end."""
    return {"PATHNOTE_ENVIRONMENT": "development", "PATHNOTE_STATIC": str(static)}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with the demo people, for the tests of a module which leave it running."""
    folder = tmp_path_factory.mktemp("served")
    server = LiveServer(folder / "data", development(front_end(folder)))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """The front end of a test that puts out versions of it."""
    return front_end(tmp_path)


@pytest.fixture
def server_of_static(tmp_path: Path, static: Path) -> Iterator[LiveServer]:
    """The server of such a test."""
    server = LiveServer(tmp_path / "data", development(static))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> LiveServer:
    """The test's own server where it asks for one or changes the front end, else the module's."""
    asked = request.fixturenames
    own = "server_of_static" if "static" in asked else "live_server" if "live_server" in asked else "served"
    found: LiveServer = request.getfixturevalue(own)
    return found


@pytest.fixture
def line(server: LiveServer) -> Iterator[Line]:
    """The line to the server, in order at first."""
    line = Line(server.port)
    line.start()
    yield line
    line.end()


@pytest.fixture
def phone(devices: Callable[..., Device], request: pytest.FixtureRequest) -> Device:
    """A phone at the end of `line`; where a test has no line, straight at its server."""
    name = "line" if "line" in request.fixturenames else "live_server"
    return devices("phone", PHONE, request.getfixturevalue(name).url)

"""Each test here runs in real Firefox and in real WebKitGTK: with a phone's window, a profile on disk, and the line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.pages import PICTURES
from tests.fixtures.engine import Engine
from tests.fixtures.firefox import Firefox
from tests.fixtures.proxy import Line
from tests.fixtures.server import LiveServer
from tests.fixtures.tls import localhost_tls
from tests.fixtures.webkit import WebKit, virtual_screen


@pytest.fixture(params=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> str:
    """Which engine a test runs in."""
    name: str = request.param
    return name


@pytest.fixture
def line(server: LiveServer, engine: str, tmp_path: Path) -> Iterator[Line]:
    """The line to the server. Like Safari, WebKit takes a Secure cookie only where there is TLS, on localhost too."""
    line = Line(server.port, tls=localhost_tls(tmp_path) if engine == "webkit" else None)
    line.start()
    yield line
    line.end()


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with virtual_screen() as name:
        yield name


@pytest.fixture
def phone(line: Line, engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A phone at the end of the line, with an empty profile, not opened yet."""
    made: Engine
    if engine == "firefox":
        made = Firefox(tmp_path / "firefox", line.url)
    else:
        made = WebKit(tmp_path / "webkit", line.url, display=request.getfixturevalue("display"))
    failures = request.session.testsfailed
    yield made
    if request.session.testsfailed > failures:
        made.keep_picture(PICTURES.parent / f"{request.node.name}.png")
    made.close()

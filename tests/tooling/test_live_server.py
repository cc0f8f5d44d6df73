"""The served application keeps what it was told over a stop and a kill, and stays where it was."""

from collections.abc import Callable

import httpx2 as httpx
import pytest

from tests.fixtures.server import LiveServer


@pytest.mark.parametrize("end", [LiveServer.stop, LiveServer.kill], ids=["stop", "kill"])
def test_the_same_data_is_there_after(live_server: LiveServer, end: Callable[[LiveServer], None]) -> None:
    before = feed(live_server)

    end(live_server)
    assert not live_server.running
    with pytest.raises(httpx.ConnectError):
        httpx.get(live_server.url)
    live_server.start()

    assert feed(live_server) == before
    assert before["items"]


def feed(server: LiveServer) -> dict[str, object]:
    with server.client("lead@demo.example") as client:
        answer: dict[str, object] = client.get("/api/v1/sync/pull").raise_for_status().json()
        return answer

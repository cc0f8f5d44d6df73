"""Slow and endless requests against a real uvicorn, and the control that plain uvicorn waits for ever."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.kit.guard import GuardedProtocol, guarded

LIMIT = 0.4
HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Answers with the number of bytes of the body; `/early` answers without reading, `/late` reads late."""
    if scope["path"] == "/late":
        await asyncio.sleep(LIMIT * 3)
    total, more = 0, scope["path"] != "/early"
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        total += len(message["body"])
        more = message["more_body"]
    answer = str(total).encode()
    headers = [(b"content-length", str(len(answer)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


@contextmanager
def served(protocol: type[asyncio.Protocol]) -> Iterator[tuple[str, int]]:
    config = uvicorn.Config(
        echo, port=0, http=protocol, lifespan="off", log_config=None, ws="none", timeout_keep_alive=30
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()
    finally:
        server.should_exit = server.force_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def guard() -> Iterator[tuple[str, int]]:
    class Quick(GuardedProtocol):
        seconds = LIMIT
        longest_body_seconds = LIMIT * 5

    with served(Quick) as address:
        yield address


@contextmanager
def connection(address: tuple[str, int]) -> Iterator[socket.socket]:
    with socket.create_connection(address, timeout=10) as sock:
        yield sock


def answer(sock: socket.socket) -> tuple[bytes, float]:
    """All that comes until the other side closes, and after how long."""
    began = time.monotonic()
    received = b""
    try:
        while part := sock.recv(65_536):
            received += part
    except ConnectionResetError:
        pass
    return received, time.monotonic() - began


def problem_of(received: bytes, status: int) -> dict[str, Any]:
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"content-type: application/problem+json" in head
    assert head.count(b"HTTP/1.1") == 1
    problem: dict[str, Any] = json.loads(body)
    assert problem["status"] == status
    return problem


def drip(sock: socket.socket, content: bytes, pause: float) -> None:
    """Send a byte at a time until all is sent or nobody listens any more."""
    try:
        for byte in content:
            sock.sendall(bytes([byte]))
            time.sleep(pause)
    except OSError:
        pass


@pytest.mark.parametrize("start", [b"G", HEAD, HEAD + b"X-A: " + b"b" * 1000], ids=["byte", "line", "header"])
def test_a_head_that_stops_is_cut(guard: tuple[str, int], start: bytes):
    with connection(guard) as sock:
        sock.sendall(start)
        received, took = answer(sock)
    assert problem_of(received, 408)["type"] == "/problems/too-slow"
    assert LIMIT * 0.8 < took < LIMIT + 1


def test_a_head_that_drips_is_cut(guard: tuple[str, int]):
    with connection(guard) as sock:
        threading.Thread(target=drip, args=(sock, HEAD * 50, 0.02), daemon=True).start()
        _, took = answer(sock)
    assert took < LIMIT + 1


def test_a_connection_that_says_nothing_is_closed_without_a_word(guard: tuple[str, int]):
    with connection(guard) as sock:
        received, took = answer(sock)
    assert received == b""
    assert took < LIMIT + 1


@pytest.mark.parametrize(
    "framing", [b"Content-Length: 100000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n"]
)
def test_a_body_that_stops_is_cut(guard: tuple[str, int], framing: bytes):
    with connection(guard) as sock:
        sock.sendall(HEAD + framing)
        received, took = answer(sock)
    assert "body" in problem_of(received, 408)["detail"]
    assert took < LIMIT + 1


def test_a_body_that_drips_is_cut(guard: tuple[str, int]):
    with connection(guard) as sock:
        sock.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
        threading.Thread(target=drip, args=(sock, b"a" * 500, 0.01), daemon=True).start()
        _, took = answer(sock)
    assert took < LIMIT * 2 + 1


def test_a_fast_beginning_buys_no_more_than_one_look(guard: tuple[str, int]):
    with connection(guard) as sock:
        sock.sendall(HEAD + b"Content-Length: 100000\r\n\r\n" + b"a" * 50_000)
        received, took = answer(sock)
    problem_of(received, 408)
    assert took < LIMIT * 2 + 0.5


def test_a_body_that_is_slow_but_moves_may_take_several_looks(guard: tuple[str, int]):
    parts = 8
    with connection(guard) as sock:
        sock.sendall(HEAD + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % (parts * 400))
        for _ in range(parts):
            time.sleep(LIMIT / 3)
            sock.sendall(b"a" * 400)
        received, _ = answer(sock)
    assert received.endswith(b"\r\n\r\n3200")


def test_no_body_takes_longer_than_the_longest_time(guard: tuple[str, int]):
    stop = threading.Event()

    def feed(sock: socket.socket) -> None:
        try:
            while not stop.is_set():
                sock.sendall(b"a" * 500)
                time.sleep(0.05)
        except OSError:
            pass

    with connection(guard) as sock:
        sock.sendall(HEAD + b"Content-Length: 10000000\r\n\r\n")
        threading.Thread(target=feed, args=(sock,), daemon=True).start()
        _, took = answer(sock)
        stop.set()
    assert LIMIT * 4 < took < LIMIT * 6 + 1


def test_the_rest_of_a_body_after_its_answer_gets_no_second_answer(guard: tuple[str, int]):
    with connection(guard) as sock:
        sock.sendall(b"POST /early HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        received, took = answer(sock)
    assert received.count(b"HTTP/1.1") == 1
    assert received.startswith(b"HTTP/1.1 200")
    assert took < LIMIT + 1


def test_a_server_that_does_not_read_blames_nobody(guard: tuple[str, int]):
    size = 3_000_000
    with connection(guard) as sock:
        head = b"POST /late HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size
        threading.Thread(target=sock.sendall, args=(head + b"a" * size,), daemon=True).start()
        received, _ = answer(sock)
    assert received.endswith(b"\r\n\r\n3000000")


def test_a_kept_connection_may_rest_and_its_next_head_is_timed_too(guard: tuple[str, int]):
    with connection(guard) as sock:
        sock.sendall(HEAD + b"Content-Length: 2\r\n\r\nab")
        assert sock.recv(1000).endswith(b"2")
        time.sleep(LIMIT * 2)
        sock.sendall(HEAD + b"Content-Length: 3\r\n\r\nabc")
        assert sock.recv(1000).endswith(b"3")
        time.sleep(LIMIT * 2)
        sock.sendall(HEAD)
        received, took = answer(sock)
    problem_of(received, 408)
    assert took < LIMIT + 1


def test_a_head_without_end_is_431(guard: tuple[str, int]):
    with connection(guard) as sock:
        sock.sendall(HEAD + b"X-A: " + b"a" * GuardedProtocol.longest_head)
        received, took = answer(sock)
    assert problem_of(received, 431)["type"] == "/problems/head-too-large"
    assert took < LIMIT * 0.8, "at once, not when the time is over"


def test_what_is_no_http_gets_a_problem(guard: tuple[str, int]):
    with connection(guard) as sock:
        sock.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
        received, _ = answer(sock)
    assert problem_of(received, 400)["type"] == "/problems/bad-request"


def test_a_good_client_is_served_while_slow_ones_hang_on(guard: tuple[str, int]):
    slow = [socket.create_connection(guard) for _ in range(50)]
    for sock in slow:
        sock.sendall(HEAD)
    began = time.monotonic()
    with connection(guard) as sock:
        sock.sendall(HEAD + b"Connection: close\r\nContent-Length: 2\r\n\r\nab")
        received, _ = answer(sock)
    assert received.endswith(b"2")
    assert time.monotonic() - began < LIMIT
    for sock in slow:
        problem_of(answer(sock)[0], 408)
        sock.close()
    assert time.monotonic() - began < LIMIT + 2


def test_the_limit_is_a_parameter():
    assert guarded(2.5).seconds == 2.5
    assert GuardedProtocol.seconds == 8


@pytest.mark.parametrize("start", [HEAD, HEAD + b"Content-Length: 100\r\n\r\n"], ids=["head", "body"])
def test_the_control_plain_uvicorn_waits(start: bytes):
    with served(HttpToolsProtocol) as address, connection(address) as sock:
        sock.sendall(start)
        sock.settimeout(LIMIT * 4)
        with pytest.raises(TimeoutError):
            sock.recv(1)

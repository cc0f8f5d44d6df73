"""An HTTP/1.1 client that costs next to nothing, so that what is timed is the server."""

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass

PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a whole body."""

    status: int
    body: bytes


class Client:
    """A kept connection to a server on this machine, opened anew before the server would tire of its silence."""

    def __init__(self, port: int, **headers: str) -> None:
        self.port = port
        self.open()
        named = {"Host": f"127.0.0.1:{port}", "Accept": "*/*", **headers}
        self.head = "".join(f"{name}: {value}\r\n" for name, value in named.items()).encode()

    def open(self) -> None:
        """Connect. The server closes a connection that said nothing for five seconds."""
        self.connection = socket.create_connection(("127.0.0.1", self.port), timeout=120)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.used, self.waiting = time.monotonic(), b""

    def get(self, path: str) -> Answer:
        self.send(path)
        return self.answer()

    def post(self, path: str, body: bytes, method: str = "POST") -> Answer:
        self._wake()
        self.connection.sendall(
            b"%b %b HTTP/1.1\r\n%bContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
            % (method.encode(), path.encode(), self.head, len(body), body)
        )
        return self.answer()

    def send(self, path: str) -> None:
        """Ask, without waiting for an answer."""
        self._wake()
        self.connection.sendall(b"GET %b HTTP/1.1\r\n%b\r\n" % (path.encode(), self.head))

    def answer(self) -> Answer:
        """The next answer, whole."""
        status, headers = self.begin()
        return Answer(status, b"".join(self.pieces(headers)))

    def begin(self) -> tuple[int, dict[bytes, bytes]]:
        """Status and headers of the next answer."""
        while (end := self.waiting.find(b"\r\n\r\n")) < 0:
            self._receive()
        first, *lines = self.waiting[:end].split(b"\r\n")
        self.waiting = self.waiting[end + 4 :]
        headers = dict(line.split(b": ", 1) for line in lines)
        return int(first.split(b" ", 2)[1]), {name.lower(): value for name, value in headers.items()}

    def pieces(self, headers: dict[bytes, bytes]) -> Iterator[bytes]:
        """The body, as it comes."""
        if headers.get(b"transfer-encoding") == b"chunked":
            while (size := int(self._line().split(b";")[0], 16)) > 0:
                yield from self._exactly(size)
                self._line()
            self._line()
            return
        yield from self._exactly(int(headers.get(b"content-length", b"0")))

    def close(self) -> None:
        self.connection.close()

    def _wake(self) -> None:
        if time.monotonic() - self.used > PATIENCE:
            self.close()
            self.open()

    def _line(self) -> bytes:
        while (end := self.waiting.find(b"\r\n")) < 0:
            self._receive()
        line, self.waiting = self.waiting[:end], self.waiting[end + 2 :]
        return line

    def _exactly(self, size: int) -> Iterator[bytes]:
        while size:
            if not self.waiting:
                self._receive()
            piece, self.waiting = self.waiting[:size], self.waiting[size:]
            size -= len(piece)
            yield piece

    def _receive(self) -> None:
        received = self.connection.recv(1 << 20)
        if not received:
            raise ConnectionError("the server closed the connection in the midst of an answer")
        self.waiting += received
        self.used = time.monotonic()

"""The product as it is served: `pathnote serve` in production, in a process of its own, on the loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench.http import Client

COMMAND = Path(sys.executable).with_name("pathnote")
PATIENCE = 60.0


@dataclass
class Server:
    """A server on a data folder; a context manager, so that it never outlives the measurement."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)
    workers: int = 1
    port: int = 0
    started_in: float = 0.0
    process: "subprocess.Popen[bytes] | None" = None

    def __enter__(self) -> "Server":
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        began = time.perf_counter()
        with (self.data / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    COMMAND,
                    "serve",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    str(self.port),
                    f"--workers={self.workers}",
                ],
                env={**os.environ, "PATHNOTE_DATA": str(self.data), "PATHNOTE_ENVIRONMENT": "production"}
                | self.settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait(began)
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(20)

    def client(self, **headers: str) -> Client:
        return Client(self.port, **headers)

    def memory(self) -> int:
        """Resident bytes of its largest process: what one server process takes."""
        assert self.process is not None
        first = psutil.Process(self.process.pid)
        return max(one.memory_info().rss for one in (first, *first.children(recursive=True)))

    def private_memory(self) -> int:
        """The same without the pages of files that it maps."""
        assert self.process is not None
        first = psutil.Process(self.process.pid)
        found = (one.memory_info() for one in (first, *first.children(recursive=True)))
        return max(one.rss - one.shared for one in found)

    def _wait(self, began: float) -> None:
        assert self.process is not None
        while time.perf_counter() - began < PATIENCE and self.process.poll() is None:
            try:
                client = self.client()
                if client.get("/health/ready").status == 200:
                    self.started_in = time.perf_counter() - began
                    client.close()
                    return
            except OSError:
                time.sleep(0.01)
        self.__exit__()
        said = (self.data / "log").read_text(errors="replace").splitlines() or ["(nothing)"]
        raise RuntimeError(f"the server did not start; it said last: {said[-1]}")

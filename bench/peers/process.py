"""A peer's server, in a process group of its own on the loopback, ended with the measurement."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.http import Client
from bench.peers.environment import NotHereError

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str | Path], folder: Path, port: int, ready: str) -> Iterator[None]:
    """The command's server, from its first good answer at `ready` on."""
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(process, folder, port, ready)
        yield
    finally:
        _end(process)


def _wait(process: "subprocess.Popen[bytes]", folder: Path, port: int, ready: str) -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until and process.poll() is None:
        try:
            client = Client(port)
            good = client.get(ready).status == 200
            client.close()
            if good:
                return
        except OSError:
            pass
        time.sleep(0.05)
    said = (folder / "log").read_text(errors="replace").splitlines() or ["nothing"]
    raise NotHereError(f"did not start; it said last: {said[-1][:150]}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)

"""The whole export as JSON Lines, beside a bare cursor over `json_object(…)` written to a pipe."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from app.config import Settings
from app.entries.fields import CONTENT
from bench import fill, raw
from bench.measure import in_turn, milliseconds, percent, rate, seconds, spread
from bench.people import export_token
from bench.run import Run
from bench.server import Server
from bench.table import Figure, missing

PATH = "/api/v1/export/entries?format=jsonl"
MB = 1_000_000
# Fields as the export has them: without the reference to the HCP, with the author's.
NAMES = (
    "id",
    "rev",
    "deleted",
    "received_at",
    *(n for n in CONTENT if n != "hcp_ref"),
    "copy_of",
    "author_id",
    "seq",
)
# What waits for review from its first word has no row, on either side.
FREE = (
    "FROM entry WHERE deleted OR (safety_status <> 'suspected' AND (flags = '[]' OR"
    """ replace(flags, '{"rule":"patient_identity_soft', '') NOT LIKE '%{"rule":"patient_identity%'))"""
)
OBJECTS = "SELECT json_object({}) {} ORDER BY seq".format(
    ", ".join(f"'{name}', {name}" for name in NAMES), FREE
)


def measure(run: Run) -> Iterator[Figure]:
    """Speed, first byte, and memory on the smallest and on this database."""
    folder = run.copied(run.size)
    token = export_token(Settings(data=folder, database_url=""))
    first_bytes: list[float] = []
    with Server(folder) as server:
        client = server.client(Authorization=f"Bearer {token}")
        count = raw.connect(folder / "pathnote.db").execute(f"SELECT count(*) {FREE}").fetchone()[0]

        def exported() -> float:
            began = time.perf_counter()
            client.send(PATH)
            status, headers = client.begin()
            assert status == 200, status
            lines = 0
            for number, piece in enumerate(client.pieces(headers)):
                if number == 0:
                    first_bytes.append(time.perf_counter() - began)
                lines += piece.count(b"\n")
            assert lines == count, f"{lines:,} lines of {count:,}"
            return time.perf_counter() - began

        turns = in_turn(exported, lambda: piped(folder / "pathnote.db", count), run.rounds)
    yield Figure(
        f"export as JSON Lines, {run.size}",
        f"{spread(turns.speeds, percent)} of a bare cursor",
        "≥ 100 %",
        median(turns.speeds) >= 1,
        f"{spread(turns.ours, rate(count))}, json_object to a pipe {rate(count)(median(turns.peer))}",
    )
    yield Figure(
        f"export, first byte, {run.size}",
        spread(first_bytes, milliseconds),
        "≤ 100 ms",
        median(first_bytes) <= 0.1,
        "from request to the first row",
    )
    yield grown(run)


def piped(file: Path, count: int) -> float:
    """The peer: rows out of a cursor into a pipe that a thread reads. Counted afterwards, as ours are."""
    connection = raw.connect(file)
    reading, writing = os.pipe()
    seen = [0]

    def read() -> None:
        while piece := os.read(reading, 1 << 20):
            seen[0] += piece.count(b"\n")

    def write() -> None:
        reader = threading.Thread(target=read)
        reader.start()
        with os.fdopen(writing, "w", buffering=1 << 16, encoding="utf-8") as pipe:
            for (line,) in connection.execute(OBJECTS):
                pipe.write(line)
                pipe.write("\n")
        reader.join()

    took = seconds(write)
    os.close(reading)
    connection.close()
    assert seen[0] == count, f"{seen[0]:,} lines of {count:,}"
    return took


def grown(run: Run) -> Figure:
    """How much more memory an export takes of this database than of 10 k."""
    name, goal = f"export, memory, 10k to {run.size}", "≤ 20 MB"
    if fill.SIZES[run.size] <= fill.SIZES["10k"]:
        return missing(name, goal, "needs --size 100k or 1m")
    small, large = peak(run.copied("10k")), peak(run.copied(run.size))
    growth = (large - small) / MB
    return Figure(
        name,
        f"{growth:.0f} MB",
        goal,
        growth <= 20,
        f"highest private memory while exporting, {small / MB:.0f} and {large / MB:.0f} MB; pages of the file that the"
        " system maps and takes back at will are not counted",
    )


def peak(folder: Path) -> int:
    """The most private memory of a fresh server during two exports."""
    token, most = export_token(Settings(data=folder, database_url="")), 0
    with Server(folder) as server:
        client = server.client(Authorization=f"Bearer {token}")
        for _ in range(2):
            client.send(PATH)
            _, headers = client.begin()
            for number, _ in enumerate(client.pieces(headers)):
                if number % 500 == 0:
                    most = max(most, server.private_memory())
            most = max(most, server.private_memory())
    return most

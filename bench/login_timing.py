"""`python -m bench.login_timing`: whether the time of a failed sign-in tells who has an account.

Wrong passwords for accounts that are there and for some that are not, in turns, at the real cost of a hash, over HTTP.
The figure is the ratio of the two medians; beside it the same of each tenth of the run. With `--control` known accounts
are also set beside themselves: what the noise of this machine makes of two equal things. `--cheap` is the harder
question: next to no hash, so that whatever else differs stands alone. Ctrl-C ends it with what it has.
"""

import argparse
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from app.accounts.commands import create_person
from app.auth.passwords import Passwords
from app.cli.opened import opened
from app.config import PasswordSettings, Settings
from bench import machine
from bench.http import Client
from bench.measure import seconds
from bench.server import Server
from bench.table import Figure, printed

GOAL = (0.95, 1.05)
TENTHS = 10
# Each side is asked about as many addresses, so that the throttle counts as many failures for each.
ADDRESSES = 25
UNBOUNDED = {"tries": 1_000_000, "tries_in_all": 1_000_000}
CHEAP = {"time_cost": 1, "memory_kib": 8, "parallelism": 1}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.login_timing", description=__doc__)
    parser.add_argument("--tries", type=int, default=500, help="of each side; at least 500 count")
    parser.add_argument("--control", action="store_true", help="half as long again")
    parser.add_argument("--cheap", action="store_true", help="next to no hash")
    asked = parser.parse_args()
    cost = CHEAP if asked.cheap else {}
    print(machine.facts(), flush=True)
    with TemporaryDirectory(prefix="pathnote-login-") as folder:
        data = Path(folder)
        make_people(data, PasswordSettings(**cost))
        given = {
            f"PATHNOTE_PASSWORDS__{name.upper()}": str(value) for name, value in (UNBOUNDED | cost).items()
        }
        with Server(data, given) as server:
            print(printed(list(figures(server.client(), asked.tries, asked.control))))


def make_people(data: Path, cost: PasswordSettings) -> None:
    """Accounts with passwords at the cost that a server here has."""
    settings = Settings(data=data, database_url="")
    hashed = Passwords(cost).hash("a password that nobody types")
    with opened(settings) as db, db.write() as session:
        for number in range(ADDRESSES):
            create_person(
                session,
                email=f"known{number}@bench.example",
                name=f"Person {number}",
                roles=["msl"],
                regions=["sweden"],
                password_hash=hashed,
            )


def figures(client: Client, tries: int, control: bool) -> Iterator[Figure]:
    """In turns, and each time another side first."""
    times: dict[str, list[float]] = {"known": [], "unknown": []} | ({"again": []} if control else {})
    order = list(times)
    with suppress(KeyboardInterrupt):
        for turn in range(-3, tries):
            first = turn % len(order)
            for side in order[first:] + order[:first]:
                took = seconds(lambda side=side, turn=turn: refused(client, side, turn))
                # The first few find the server cold.
                if turn >= 0:
                    times[side].append(took)
    low, high = GOAL
    yield line("unknown to known accounts", times["unknown"], times["known"], f"{low} to {high}")
    if control:
        yield line("control: known to known", times["again"], times["known"], "–")


def refused(client: Client, side: str, turn: int) -> None:
    """One wrong password."""
    name = "unknown" if side == "unknown" else "known"
    body = {"email": f"{name}{turn % ADDRESSES}@bench.example", "password": "not the password"}
    answer = client.post("/api/v1/session", json.dumps(body).encode())
    assert answer.status == 401, answer.status


def line(name: str, ours: list[float], peer: list[float], goal: str) -> Figure:
    """The ratio of the medians, with that of each tenth."""
    ratio, size = median(ours) / median(peer), max(1, len(ours) // TENTHS)
    parts = [
        median(ours[begin : begin + size]) / median(peer[begin : begin + size])
        for begin in range(0, size * TENTHS, size)
        if peer[begin : begin + size]
    ]
    low, high = GOAL
    return Figure(
        f"failed sign-in, {name}",
        f"{ratio:.3f} ({min(parts):.3f} to {max(parts):.3f})",
        goal,
        None if goal == "–" else low <= ratio <= high,
        f"n = {len(ours)} each, medians {median(ours) * 1000:.1f} and {median(peer) * 1000:.1f} ms",
    )


if __name__ == "__main__":
    main()

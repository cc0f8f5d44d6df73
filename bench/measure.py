"""Measuring two sides in turn, so that whatever else the machine does falls on both."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

ROUNDS = 5


@dataclass(slots=True)
class Turns:
    """Seconds of each side, round by round."""

    ours: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)

    @property
    def times(self) -> list[float]:
        """How many times the peer's time ours takes, in each round."""
        return [ours / peer for ours, peer in zip(self.ours, self.peer, strict=True)]

    @property
    def speeds(self) -> list[float]:
        """Our speed as a part of the peer's, in each round."""
        return [peer / ours for ours, peer in zip(self.ours, self.peer, strict=True)]


def in_turn(ours: Callable[[], float], peer: Callable[[], float], rounds: int = ROUNDS) -> Turns:
    """One round of each to warm up, then `rounds` of each; each side returns the seconds that count."""
    ours(), peer()
    turns = Turns()
    for _ in range(rounds):
        turns.ours.append(ours())
        turns.peer.append(peer())
    return turns


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def spread(values: list[float], shown: Callable[[float], str]) -> str:
    """The median with its range."""
    return f"{shown(median(values))} ({shown(min(values))} to {shown(max(values))})"


def percentile(values: list[float], part: float) -> float:
    """The value that `part` of all stay under or reach (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(round(len(ranked) * part, 9)) - 1)]


def percent(value: float) -> str:
    return f"{value:.0%}"


def times(value: float) -> str:
    return f"{value:.2f} ×"


def milliseconds(value: float) -> str:
    return f"{value * 1000:.1f} ms"


def rate(count: float) -> Callable[[float], str]:
    """Shows seconds as so many things a second."""
    return lambda value: f"{count / value:,.0f}/s"

"""The harness runs on a thousand entries, checks the answers it times, and prints its table."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.measure import Turns, in_turn, percentile
from bench.table import Figure, missing, printed

PROJECT = Path(__file__).parents[2]


def test_sides_take_turns_and_each_round_gives_one_ratio() -> None:
    order: list[str] = []

    def side(name: str, took: float) -> float:
        order.append(name)
        return took

    turns = in_turn(lambda: side("ours", 2.0), lambda: side("peer", 1.0), rounds=2)

    assert order == ["ours", "peer"] * 3, "the first of each is there to warm up"
    assert turns.times == [2.0, 2.0]
    assert turns.speeds == [0.5, 0.5]


def test_a_ratio_is_made_within_its_round() -> None:
    assert Turns([1.0, 4.0], [1.0, 2.0]).times == [1.0, 2.0]


@pytest.mark.parametrize(("part", "value"), [(0.5, 50), (0.95, 95), (0.951, 96), (1.0, 100)])
def test_percentiles_are_values_that_were_measured(part: float, value: int) -> None:
    assert percentile([float(number) for number in range(100, 0, -1)], part) == value


def test_what_is_missing_stands_in_the_table() -> None:
    table = printed([Figure("push", "60 %", "≥ 50 %", True), missing("export", "≥ 100 %", "no pipe here")])

    assert re.search(r"push +\| 60 % +\| ≥ 50 % +\| met ", table)
    assert re.search(r"export +\| not measured here +\| ≥ 100 % +\| – +\| no pipe here", table)


@pytest.mark.timeout(180)
@pytest.mark.alone
def test_the_harness_runs(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bench", "--size", "1k", "--rounds", "1", "--only", "pull,trends,push,export"],
        cwd=PROJECT,
        env={"PATH": "/usr/bin:/bin", "PATHNOTE_BENCH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=170,
    )

    assert run.returncode == 0, run.stderr
    assert "made 1,000 entries" in run.stdout, "the databases are made, and checked, in the folder named"
    for name in (
        "pull of 100 changes",
        "trend by barrier",
        "push, 8 phones",
        "push, one phone",
        "export as JSON Lines",
    ):
        assert re.search(rf"^\| {name}.* (met|NOT met) ", run.stdout, re.MULTILINE), f"{name}\n{run.stdout}"
    assert not list(tmp_path.glob("run-*")), "nothing is left of the run but the databases"

"""The real phone and the real server under twelve faults: every sequence holds, and every planted bug is found."""

import sys

import pytest

from tests.simulation.run import all_bugs, find_bugs, simulate, story, table

SEQUENCES = 2_000
SHARES = 4


@pytest.mark.timeout(900)
@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_is_lost_doubled_skipped_or_blindly_overwritten(share: int) -> None:
    # Shares, since two workers of pytest keep two cores busy: phones and server of one share take turns.
    some = SEQUENCES // SHARES
    (line,) = simulate(some, seed=1 + share * some, jobs=1)
    assert not line["failures"], "\n".join(story(failure) for failure in line["failures"])
    assert line["ran"] == some


@pytest.mark.timeout(900)
@pytest.mark.parametrize("half", range(2))
def test_each_planted_bug_is_found(half: int) -> None:
    bugs = all_bugs()
    assert len(bugs) >= 25
    found = find_bugs(bugs[half::2], sequences=200, jobs=1)
    sys.stdout.write(table(found))
    assert all(line["found"] for line in found), table(found)

"""The real phone and the real server under twelve faults: every sequence holds, every planted bug is found."""

import pytest

from tests.simulation.run import all_bugs, find_bugs, simulate, story, table

SEQUENCES = 2_000
# Seeds of the sequences that must hold: a bug found in them is found by what it breaks, not by chance.
BUG_SEQUENCES = 200
FEWEST_BUGS = 25
SHARES = 2

# Shares, since two workers of pytest keep two cores busy: phones and server of one share take turns.


@pytest.mark.timeout(900)
@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_is_lost_doubled_skipped_or_blindly_overwritten(share: int) -> None:
    some = SEQUENCES // SHARES
    (line,) = simulate(some, seed=1 + share * some, jobs=1)
    assert not line["failures"], "\n".join(story(failure) for failure in line["failures"])
    assert line["ran"] == some


@pytest.mark.timeout(900)
@pytest.mark.parametrize("share", range(SHARES))
def test_every_planted_bug_is_found(share: int) -> None:
    bugs = all_bugs()
    assert len(bugs) >= FEWEST_BUGS
    found = find_bugs(bugs[share::SHARES], sequences=BUG_SEQUENCES, jobs=1)
    assert all(line["found"] for line in found), table(found)

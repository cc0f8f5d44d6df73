"""The real phone and the real server under twelve faults: every sequence holds.

That planted bugs are found is shown by `python -m tests.simulation --bugs`, which `make soak` runs.
"""

import pytest

from tests.simulation.run import simulate, story

SEQUENCES = 1_000
SHARES = 2


@pytest.mark.timeout(900)
@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_is_lost_doubled_skipped_or_blindly_overwritten(share: int) -> None:
    # Shares, since two workers of pytest keep two cores busy: phones and server of one share take turns.
    some = SEQUENCES // SHARES
    (line,) = simulate(some, seed=1 + share * some, jobs=1)
    assert not line["failures"], "\n".join(story(failure) for failure in line["failures"])
    assert line["ran"] == some

"""The words that themes and actions are told in, named once."""

from typing import Literal

Status = Literal["heard", "corroborated", "co_designed", "piloted", "changed", "closed"]
OwnerFunction = Literal[
    "medical", "r_and_d", "regulatory", "market_access", "patient_engagement", "commercial"
]
ActionStatus = Literal["open", "under_way", "done", "dropped"]

# The way up. `closed` stands beside it: not acted on, because of something.
LADDER = ("heard", "corroborated", "co_designed", "piloted", "changed")
CLOSED = "closed"
STATUSES = (*LADDER, CLOSED)
OWNER_FUNCTIONS = (
    "medical",
    "r_and_d",
    "regulatory",
    "market_access",
    "patient_engagement",
    "commercial",
)
ACTION_STATUSES = ("open", "under_way", "done", "dropped")
ENDED = ("done", "dropped")
PLACE = ("region", "hco_type", "therapeutic_area")


def possible(status: str) -> list[str]:
    """Where a theme can go from here: one step up, any step back, or out; from outside only to the beginning."""
    if status == CLOSED:
        return [LADDER[0]]
    at = LADDER.index(status)
    return [*LADDER[:at], *LADDER[at + 1 : at + 2], CLOSED]

"""What became of an op."""

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Result:
    """What became of one op; `entry_id` names the entry whose present state the answer shows."""

    op_id: str
    status: str
    entry_id: str | None = None
    copy_id: str | None = None
    problem: dict[str, Any] | None = None
    # That state as JSON where this batch wrote it; what was there already is read for the answer.
    item: str | None = None

"""What became of an op."""

from dataclasses import dataclass
from typing import Any

from app.sync.schemas import PushIn


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


def behind_themes(batch: PushIn, results: list[Result]) -> list[str]:
    """Entries of a batch that may stand behind a theme: those that name one, and those that were there before.

    A new observation, which is nearly every op, costs themes nothing.
    """
    return [
        entry_id
        for op, result in zip(batch.ops, results, strict=True)
        if op.kind != "create" or op.fields.get("theme_id") is not None
        for entry_id in (result.entry_id, result.copy_id)
        if entry_id is not None
    ]

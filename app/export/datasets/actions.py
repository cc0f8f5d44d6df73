"""Actions: what is done about themes, which function owes it, and what came of it."""

from typing import Any

from pydantic import Field
from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from app.export.dataset import Ask, DataSet, Row, Rows
from app.export.datasets.themes import MOMENT, UUID, moment
from app.kit.json_text import compact
from app.kit.tables import column, table
from app.themes.access import in_scope
from app.themes.models import Theme, ThemeAction
from app.themes.words import ActionStatus, OwnerFunction


class ActionRow(Row):
    """One action of one theme. Upsert by `id`; a higher `seq` replaces a lower one."""

    id: str = Field(description="The action's UUID. The key of this data set.", json_schema_extra=UUID)
    rev: int = Field(description="Grows with each change.")
    seq: int = Field(description="Place in the change sequence; rows come in its order. Resume after it.")
    deleted: bool = Field(description="Always false: an action that is not done is `dropped`.")
    theme_id: str = Field(
        description="The theme it belongs to, as `id` in `themes`; a merge changes it.",
        json_schema_extra=UUID,
    )
    what: str = Field(description="What is to be done, in a lead's words.")
    has_partner: bool = Field(
        description="Whether somebody on the HCP's side takes part. Who that is stays here."
    )
    owner_function: OwnerFunction = Field(description="Which function owes it.")
    due_on: str | None = Field(description="By when.", json_schema_extra={"format": "date"})
    status: ActionStatus = Field(description="How far it is.")
    outcome: str | None = Field(description="What came of it, or why it was dropped.")
    created_at: str = Field(description="When it was agreed.", json_schema_extra=MOMENT)
    changed_at: str = Field(description="When it last changed.", json_schema_extra=MOMENT)


NAMES = (
    "seq",
    "id",
    "rev",
    "theme_id",
    "what",
    "partner_ref",
    "owner_function",
    "due_on",
    "status",
    "outcome",
)


def states(ask: Ask) -> Select[Any]:
    """Actions of the themes that overlap the asker's regions."""
    found = (
        select(*(column(getattr(ThemeAction, name)) for name in (*NAMES, "at", "changed_at")))
        .join(table(Theme), column(Theme.id) == column(ThemeAction.theme_id))
        .where(in_scope(ask.actor))
    )
    return found.where(literal(False)) if ask.deleted == "only" else found


def texts(_session: Session, rows: Rows, _ask: Ask) -> list[bytes]:
    """Each as a line."""
    return [compact(line(dict(zip((*NAMES, "at", "changed_at"), row, strict=True)))).encode() for row in rows]


def line(row: dict[str, Any]) -> dict[str, Any]:
    """One action."""
    return {
        "id": str(row["id"]),
        **{name: row[name] for name in ("rev", "seq")},
        "deleted": False,
        "theme_id": str(row["theme_id"]),
        "what": row["what"],
        "has_partner": row["partner_ref"] is not None,
        "owner_function": row["owner_function"],
        "due_on": None if row["due_on"] is None else str(row["due_on"]),
        "status": row["status"],
        "outcome": row["outcome"],
        "created_at": moment(row["at"]),
        "changed_at": moment(row["changed_at"]),
    }


def counts(session: Session, ask: Ask) -> tuple[int, int]:
    """How many there are."""
    return session.execute(select(func.count()).select_from(states(ask).subquery())).scalar_one(), 0


DATA_SET = DataSet(
    name="actions",
    schema_name="action",
    row=ActionRow,
    key=("id",),
    seq=column(ThemeAction.seq),
    select=states,
    texts=texts,
    counts=counts,
    sensitivity="What was agreed, in leads' words. No partner by name or reference.",
)

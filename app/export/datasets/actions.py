"""Actions: what is done about themes, which function owes it, and what came of it."""

from typing import Any, Literal

from pydantic import Field
from sqlalchemy import Select, case, func, literal, or_, select
from sqlalchemy.orm import Session

from app.export.dataset import Ask, DataSet, Row, Rows
from app.export.datasets.themes import MOMENT, UUID, moment
from app.kit.json_text import compact
from app.kit.tables import column, table
from app.themes.access import in_scope, was_in_scope
from app.themes.models import Theme, ThemeAction
from app.themes.words import ActionStatus, OwnerFunction


class ActionRow(Row):
    """One action of one theme. Upsert by `id`; a higher `seq` replaces a lower one."""

    id: str = Field(description="The action's UUID. The key of this data set.", json_schema_extra=UUID)
    rev: int = Field(description="Grows with each change.")
    seq: int = Field(description="Place in the change sequence; rows come in its order. Resume after it.")
    deleted: bool = Field(
        description="Take this action out; every other field but the named ones is null. One that is not done is "
        "`dropped`, which deletes nothing."
    )
    deleted_reason: Literal["moved"] | None = Field(
        description="`moved`: its theme went to a place outside your regions."
    )
    theme_id: str | None = Field(
        description="The theme it belongs to, as `id` in `themes`; a merge changes it.",
        json_schema_extra=UUID,
    )
    what: str | None = Field(description="What is to be done, in a lead's words.")
    has_partner: bool | None = Field(
        description="Whether somebody on the HCP's side takes part. Who that is stays here."
    )
    owner_function: OwnerFunction | None = Field(description="Which function owes it.")
    due_on: str | None = Field(description="By when.", json_schema_extra={"format": "date"})
    status: ActionStatus | None = Field(description="How far it is.")
    outcome: str | None = Field(description="What came of it, or why it was dropped.")
    created_at: str | None = Field(description="When it was agreed.", json_schema_extra=MOMENT)
    changed_at: str | None = Field(description="When it last changed.", json_schema_extra=MOMENT)


COLUMNS = (
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
    "at",
    "changed_at",
)
GONE = dict.fromkeys(ActionRow.model_fields)


def states(ask: Ask) -> Select[Any]:
    """Actions of the themes that overlap the asker's regions, or did; each with why it is gone from there."""
    gone = why(ask)
    found = behind(ask, *(column(getattr(ThemeAction, name)) for name in COLUMNS), gone)
    if ask.deleted == "rows":
        return found
    return found.where(gone.is_(None) if ask.deleted == "none" else gone.is_not(None))


def behind(ask: Ask, *columns: Any) -> Select[Any]:
    """A select over them."""
    joined = column(Theme.id) == column(ThemeAction.theme_id)
    seen = or_(in_scope(ask.actor), was_in_scope(ask.actor))
    return select(*columns).select_from(table(ThemeAction)).join(table(Theme), joined).where(seen)


def why(ask: Ask) -> Any:
    """Why an action is a deleted row, or null."""
    return case((~in_scope(ask.actor), literal("moved")), else_=None)


def texts(_session: Session, rows: Rows, _ask: Ask) -> list[bytes]:
    """Each as a line."""
    return [compact(line(dict(zip((*COLUMNS, "gone"), row, strict=True)))).encode() for row in rows]


def line(row: dict[str, Any]) -> dict[str, Any]:
    """One action."""
    known = {"id": str(row["id"]), **{name: row[name] for name in ("rev", "seq")}}
    known |= {"deleted": row["gone"] is not None, "deleted_reason": row["gone"]}
    if row["gone"] is not None:
        return GONE | known
    return (
        GONE
        | known
        | {
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
    )


def counts(session: Session, ask: Ask) -> tuple[int, int]:
    """How many there are, and how many are gone."""
    rows, deleted = session.execute(behind(ask, func.count(), func.count(why(ask)))).one()
    return rows, deleted


DATA_SET = DataSet(
    name="actions",
    schema_name="action",
    row=ActionRow,
    key=("id",),
    seq=column(ThemeAction.seq),
    select=states,
    texts=texts,
    counts=counts,
    # 2: an action may be a deleted row, whose other fields are null.
    version=2,
    sensitivity="What was agreed, in leads' words. No partner by name or reference.",
)

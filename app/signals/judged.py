"""What leads decided about signals, and whether it still stands."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.signals.models import Judgement


def judgements(session: Session, ids: list[str]) -> dict[str, Any]:
    """The newest judgement of each of these signals, with who made it."""
    newest = (
        select(func.max(column(Judgement.no)))
        .where(column(Judgement.signal_id).in_(ids))
        .group_by(column(Judgement.signal_id))
    )
    rows = session.execute(
        select(table(Judgement), column(Person.name).label("name"))
        .join(table(Person), column(Person.id) == column(Judgement.person_id))
        .where(column(Judgement.no).in_(newest))
    )
    return {row.signal_id: row for row in rows}


def standing(row: Any, since: str) -> dict[str, Any] | None:
    """A judgement in wire form; none once every entry of the window came after it: that is another rise."""
    if row is None or row.at.date().isoformat() < since:
        return None
    return {
        "verdict": row.verdict,
        "reason": row.reason,
        "at": moment_text(row.at),
        "by": {"id": row.person_id, "name": row.name},
    }

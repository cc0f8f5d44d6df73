"""Reading saved views."""

from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.auth.actor import Actor
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.views.models import SavedView


def views_of(session: Session, actor: Actor) -> list[dict[str, Any]]:
    """Own views and shared ones, by name."""
    rows = session.execute(
        select(table(SavedView), column(Person.name).label("person_name"))
        .join(table(Person), column(Person.id) == column(SavedView.person_id))
        .where(or_(column(SavedView.person_id) == actor.id, column(SavedView.shared).is_(True)))
        .order_by(func.lower(column(SavedView.name)), column(SavedView.id))
    )
    return [view_out(row, actor, row.person_name) for row in rows]


def own_view(session: Session, actor: Actor, view_id: str) -> SavedView | None:
    """One of the actor's own views."""
    return session.execute(
        select(SavedView).where(column(SavedView.id) == view_id, column(SavedView.person_id) == actor.id)
    ).scalar_one_or_none()


def named(session: Session, actor: Actor, name: str) -> str | None:
    """The id of the actor's own view of that name."""
    return session.execute(
        select(column(SavedView.id)).where(
            column(SavedView.person_id) == actor.id, column(SavedView.name) == name
        )
    ).scalar_one_or_none()


def how_many(session: Session, actor: Actor) -> int:
    """How many views the actor has."""
    mine = select(func.count()).select_from(table(SavedView)).where(column(SavedView.person_id) == actor.id)
    return int(session.execute(mine).scalar_one())


def view_out(row: Any, actor: Actor, author: str) -> dict[str, Any]:
    """A view in wire form."""
    return {
        "id": row.id,
        "name": row.name,
        "page": row.page,
        "query": row.query,
        "shared": row.shared,
        "own": row.person_id == actor.id,
        "by": {"id": row.person_id, "name": author},
        "changed_at": moment_text(row.changed_at),
    }

"""What emptying somebody's account would touch, and whether it may be done."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Device
from app.accounts.queries import PersonCard
from app.accounts.standing import admins, held, refuse_last
from app.auth.models import ApiToken, LoginSession
from app.entries.models import Entry
from app.kit.clock import now
from app.kit.problems import Conflict
from app.kit.tables import column, table
from app.views.models import SavedView


def erasable(session: Session, person_id: str, actor_id: str) -> PersonCard:
    """A person whose account this actor may empty. Raises NotFound, LastAdmin, Conflict."""
    if person_id == actor_id:
        raise Conflict("Nobody erases the account that they act with. Let another administrator do it.")
    refuse_last(admins(session), person_id)
    return held(session, person_id)


def person_plan(session: Session, person_id: str) -> dict[str, int]:
    """How much of each."""
    at = now()
    alive = column(ApiToken.revoked_at).is_(None), column(ApiToken.expires_at) > at
    counted = {
        "sessions": how_many(session, LoginSession, person_id, column(LoginSession.expires_at) > at),
        "tokens": how_many(session, ApiToken, person_id, *alive),
        "views": how_many(session, SavedView, person_id, column(SavedView.shared).is_(False)),
    }
    by_them = select(func.count()).select_from(table(Entry)).where(column(Entry.author_id) == person_id)
    unsent = select(func.coalesce(func.sum(column(Device.pending)), 0)).where(
        column(Device.person_id) == person_id
    )
    return {
        **counted,
        "waiting": int(session.execute(unsent).scalar_one()),
        "entries": session.execute(by_them).scalar_one(),
    }


def how_many(session: Session, model: Any, person_id: str, *conditions: Any) -> int:
    """Rows of theirs."""
    theirs = select(func.count()).select_from(table(model)).where(column(model.person_id) == person_id)
    found: int = session.execute(theirs.where(*conditions)).scalar_one()
    return found

"""The rows of a new theme and of a step."""

from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.changes.commands import take_stamps
from app.kit.clock import new_id, now
from app.kit.tables import table
from app.themes.changing import next_rev
from app.themes.corroboration import NOTHING
from app.themes.models import Step, Theme
from app.themes.queries import folded
from app.themes.words import LADDER


def insert_theme(session: Session, actor: Actor, values: dict[str, Any], why: str) -> str:
    """The row of a new theme and its first step."""
    at, theme_id = now(), new_id()
    (seq,) = take_stamps(session, 1)
    session.execute(
        insert(table(Theme)).values(
            id=theme_id,
            seq=seq,
            rev=next_rev(session),
            barrier=values["barrier"],
            sub_barrier=values["sub_barrier"],
            **values["place"],
            conclusion=values["conclusion"],
            words=folded(values["conclusion"]),
            status=LADDER[0],
            status_at=at,
            counts=NOTHING,
            places=0,
            person_id=actor.id,
            created_at=at,
            changed_at=at,
        )
    )
    insert_step(session, actor, theme_id, LADDER[0], None, why)
    return theme_id


def insert_step(
    session: Session, actor: Actor, theme_id: str, status: str, before: str | None, why: str
) -> None:
    """One line of a theme's way."""
    session.execute(
        insert(table(Step)).values(
            theme_id=theme_id, status=status, status_before=before, why=why, person_id=actor.id, at=now()
        )
    )

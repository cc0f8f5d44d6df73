"""What is done about a theme: added, moved on, ended with an outcome. Each change is a revision."""

import json
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.changes.commands import take_stamps
from app.config import ThemeSettings
from app.kit.clock import new_id, now
from app.kit.problems import FieldError, Invalid, NotFound
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.themes import queries
from app.themes.action_schemas import ActionChange, ActionIn
from app.themes.changing import held, next_rev
from app.themes.models import ActionRevision, ThemeAction
from app.themes.problems import ThemeChanged
from app.themes.settling import entries_of, settle, tell
from app.themes.words import ENDED

FIELDS = ("what", "partner_ref", "owner_function", "due_on", "status", "outcome")


def add_action(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    given: ActionIn,
    request_id: str | None,
) -> dict[str, Any]:
    """Something to be done. Raises as `held`."""
    theme = held(session, actor, settings, theme_id)
    action_id = new_id()
    values = {**given.model_dump(), "status": "open", "outcome": None}
    keep(session, actor, action_id, next_rev(session), values, theme_id=theme.id, fresh=True)
    follow_up(session, actor, Action.ACTION_ADDED, theme.id, action_id, request_id, ["what"])
    return queries.action_out(action_row(session, theme.id, action_id))


def change_action(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    action_id: str,
    given: ActionChange,
    request_id: str | None,
) -> dict[str, Any]:
    """Moved on, put off, done or dropped. Raises as `held`, NotFound, ThemeChanged, Invalid."""
    theme = held(session, actor, settings, theme_id)
    there = action_row(session, theme.id, action_id)
    if given.rev != there.rev:
        raise ThemeChanged(rev=there.rev)
    before = {name: getattr(there, name) for name in FIELDS}
    after = before | given.written()
    if after["status"] in ENDED and after["outcome"] is None:
        raise Invalid(errors=[FieldError("/outcome", "Say what came of it, or why it was dropped.")])
    changed = [name for name in FIELDS if after[name] != before[name]]
    if changed:
        keep(session, actor, action_id, next_rev(session, there), after)
        follow_up(session, actor, Action.ACTION_CHANGED, theme.id, action_id, request_id, changed)
    return queries.action_out(action_row(session, theme.id, action_id))


def action_row(session: Session, theme_id: str, action_id: str) -> Any:
    """An action of this theme. Raises NotFound."""
    row = session.execute(
        select(table(ThemeAction)).where(
            column(ThemeAction.id) == action_id, column(ThemeAction.theme_id) == theme_id
        )
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such action of this theme.")
    return row


def keep(
    session: Session,
    actor: Actor,
    action_id: str,
    rev: int,
    values: dict[str, Any],
    *,
    theme_id: str | None = None,
    fresh: bool = False,
) -> None:
    """The newest state, and its revision."""
    at = now()
    (seq,) = take_stamps(session, 1)
    row = {**values, "rev": rev, "seq": seq, "changed_at": at}
    if fresh:
        session.execute(insert(table(ThemeAction)).values(id=action_id, theme_id=theme_id, at=at, **row))
    else:
        session.execute(update(table(ThemeAction)).where(column(ThemeAction.id) == action_id).values(**row))
    body = {
        name: value if name != "due_on" else value and value.isoformat() for name, value in values.items()
    }
    session.execute(
        insert(table(ActionRevision)).values(
            action_id=action_id, rev=rev, person_id=actor.id, at=at, body=body
        )
    )


def follow_up(
    session: Session,
    actor: Actor,
    what: Action,
    theme_id: str,
    action_id: str,
    request_id: str | None,
    changed: list[str],
) -> None:
    """Cards and journeys show it; the trail names the fields, never their words."""
    settle(session, [theme_id], now())
    tell(session, entries_of(session, [theme_id]), now())
    record(
        session,
        what,
        actor_id=actor.id,
        object_kind="action",
        object_id=action_id,
        request_id=request_id,
        theme=theme_id,
        fields=changed,
    )


def action_history(
    session: Session, actor: Actor, settings: ThemeSettings, theme_id: str, action_id: str
) -> dict[str, Any]:
    """Every revision of an action, oldest first. Raises NotFound."""
    theme = queries.found_theme(session, actor, settings, theme_id)
    action_row(session, theme.id, action_id)
    rows = session.execute(
        select(table(ActionRevision))
        .where(column(ActionRevision.action_id) == action_id)
        .order_by(column(ActionRevision.rev))
    ).all()
    names = queries.people(session, [row.person_id for row in rows])
    items: list[dict[str, Any]] = []
    before: dict[str, Any] = {}
    for row in rows:
        body = json.loads(row.body) if isinstance(row.body, str) else row.body
        items.append(
            {
                "rev": row.rev,
                "at": moment_text(row.at),
                "by": queries.by(row.person_id, names),
                "changes": {
                    name: {"before": before.get(name), "after": value}
                    for name, value in body.items()
                    if before.get(name) != value
                },
            }
        )
        before = body
    return {"items": items}

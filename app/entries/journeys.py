"""How far entries have come, as their authors' phones pull it. What it came to is told by app/themes/journey.py.

The entry's own row, rev and history stay as they are: that somebody read it is no change of what was written.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.changes.commands import lock_sequence, take_stamps
from app.entries.models import Entry, Journey
from app.kit.clock import now
from app.kit.db import Database
from app.kit.tables import column, table

log = logging.getLogger(__name__)

FIRSTS = ("read_at", "read_by", "linked_at", "decided_at", "heard_back_at")
AUTHORS = select(column(Entry.id), column(Entry.author_id)).where(
    column(Entry.id).in_(bindparam("ids", expanding=True))
)
THERE = select(column(Journey.entry_id)).where(column(Journey.entry_id).in_(bindparam("ids", expanding=True)))
INSERT = insert(table(Journey))
NUMBERED = (
    select(
        column(Journey.entry_id).label("one"),
        func.row_number().over(order_by=column(Journey.entry_id)).label("number"),
    )
    .where(column(Journey.entry_id).in_(bindparam("ids", expanding=True)))
    .subquery()
)
# One statement for a thousand rows: a theme's step moves every entry behind it. Of each moment the first one stays.
MOVE = (
    update(table(Journey))
    .where(column(Journey.entry_id) == NUMBERED.c.one)
    .values(
        seq=bindparam("before", type_=column(Journey.seq).type) + NUMBERED.c.number,
        rev=column(Journey.rev) + 1,
        moved_at=bindparam("moved", type_=column(Journey.moved_at).type),
        **{
            name: func.coalesce(
                column(getattr(Journey, name)),
                bindparam(f"first_{name}", type_=column(getattr(Journey, name)).type),
            )
            for name in FIRSTS
        },
    )
)
CHUNK = 1_000


def is_unread(session: Session, actor: Actor, entry_id: str) -> bool:
    """Whether this actor's reading would be the first: a lead's, and never the author's own."""
    if "lead" not in actor.roles:
        return False
    row = session.execute(
        select(column(Entry.author_id), column(Journey.read_at))
        .select_from(table(Entry))
        .outerjoin(table(Journey), column(Journey.entry_id) == column(Entry.id))
        .where(column(Entry.id) == entry_id)
    ).one_or_none()
    return row is not None and row.author_id != actor.id and row.read_at is None


def mark_read(db: Database, actor: Actor, entry_id: str, request_id: str | None) -> None:
    """Note the first reading, behind the answer: a lead who can read must be able to, even on a full disk."""
    try:
        with db.write() as session:
            lock_entries(session, [entry_id])
            lock_sequence(session)
            if is_unread(session, actor, entry_id):
                move(session, {entry_id: {"read_at": now(), "read_by": actor.id}}, now())
                record(
                    session,
                    Action.ENTRY_FIRST_READ,
                    actor_id=actor.id,
                    object_kind="entry",
                    object_id=entry_id,
                    request_id=request_id,
                )
    except SQLAlchemyError as error:
        log.warning("a first reading could not be noted: %s", type(error).__name__)


def lock_entries(session: Session, ids: Iterable[str]) -> None:
    """What is about to point to these entries waits for whoever changes them, before the sequence is locked."""
    session.execute(
        select(column(Entry.id))
        .where(column(Entry.id).in_(sorted(set(ids))))
        .order_by(column(Entry.id))
        .with_for_update(read=True, key_share=True)
    )


def move(session: Session, firsts: Mapping[str, Mapping[str, Any]], at: datetime) -> None:
    """Something happened to these entries: `firsts` says what may have happened for the first time to each."""
    alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for entry_id in sorted(firsts):
        alike[tuple(firsts[entry_id].get(name) for name in FIRSTS)].append(entry_id)
    for moments, ids in alike.items():
        for start in range(0, len(ids), CHUNK):
            move_alike(session, ids[start : start + CHUNK], dict(zip(FIRSTS, moments, strict=True)), at)


def move_alike(session: Session, ids: list[str], first: dict[str, Any], at: datetime) -> None:
    """Entries to which the same happened."""
    there = set(session.connection().execute(THERE, {"ids": ids}).scalars())
    fresh = [one for one in ids if one not in there]
    stamps = take_stamps(session, len(ids))
    if fresh:
        authors = {row.id: row.author_id for row in session.connection().execute(AUTHORS, {"ids": fresh})}
        rows = [
            {"entry_id": one, "author_id": authors[one], "seq": seq, "rev": 1, "moved_at": at, **first}
            for one, seq in zip(fresh, stamps, strict=False)
        ]
        session.connection().execute(INSERT, rows)
    if there:
        asked = {"ids": sorted(there), "before": stamps[len(fresh)] - 1, "moved": at}
        session.connection().execute(MOVE, asked | {f"first_{name}": first[name] for name in FIRSTS})

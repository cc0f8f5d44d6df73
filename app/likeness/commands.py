"""Carrying the index on, revision by revision: a pure function of what was written, whenever it is done."""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, delete, select, text, update
from sqlalchemy.orm import Session

from app.entries.models import Entry, Revision
from app.kit.db import Database
from app.kit.tables import column, table
from app.likeness import queries
from app.likeness.models import VERSION, IndexState, Posting, Stem
from app.likeness.text import stem, words

CHUNK = 500
# Who asks waits this long for the index to catch up; then it goes on behind the answer. A day's entries take less.
PATIENCE = 0.1
BEHIND_THE_ANSWER = 5.0

STATE = table(IndexState)
NEWER = table(Revision).alias("newer")
EARLIER = table(Revision).alias("earlier")
BEFORE = (
    select(EARLIER.c.body)
    .where(EARLIER.c.entry_id == NEWER.c.entry_id, EARLIER.c.rev < NEWER.c.rev)
    .order_by(EARLIER.c.rev.desc())
    .limit(1)
    .scalar_subquery()
)
REVISIONS = (
    select(column(Entry.no), NEWER.c.seq, NEWER.c.body, BEFORE.label("before"))
    .join(table(Entry), column(Entry.id) == NEWER.c.entry_id)
    .where(NEWER.c.seq > bindparam("after"))
    .order_by(NEWER.c.seq)
    .limit(bindparam("most"))
)
BEGIN = text(
    "INSERT INTO likeness_state (id, version, seq, entries) VALUES (1, 0, 0, 0) ON CONFLICT DO NOTHING"
)
# One that is there already does no harm, and must not stop everybody who asks.
ADD = text("INSERT INTO likeness_posting (stem, no) VALUES (:stem, :no) ON CONFLICT DO NOTHING")
TAKE = delete(table(Posting)).where(
    column(Posting.stem) == bindparam("old_stem"), column(Posting.no) == bindparam("old_no")
)
COUNT = text(
    "INSERT INTO likeness_stem (stem, entries) VALUES (:stem, :more)"
    " ON CONFLICT (stem) DO UPDATE SET entries = likeness_stem.entries + excluded.entries"
)
FORGET = delete(table(Stem)).where(column(Stem.stem) == bindparam("old_stem"), column(Stem.entries) <= 0)


@dataclass(slots=True)
class Batch:
    """What a stretch of revisions does to the index; what is put in and taken out again leaves no trace."""

    postings: dict[tuple[str, int], int] = field(default_factory=dict)
    stems: Counter[str] = field(default_factory=Counter)
    entries: int = 0

    def note(self, number: int, body: str | None, sign: int) -> None:
        """A state of an entry begins (1) or ends (-1)."""
        found = stems_of(body)
        self.entries += sign if found else 0
        self.stems.update(dict.fromkeys(found, sign))
        for one in found:
            self.postings[one, number] = self.postings.get((one, number), 0) + sign


def catch_up(db: Database) -> bool:
    """Go on for a moment if the index is behind. True when there is more, which is for `go_on` behind the answer."""
    with db.read() as session:
        known = queries.indexed(session)
    return known.seq < known.newest and carry_on(db, PATIENCE)


def go_on(db: Database) -> None:
    """What was left over, while nobody waits."""
    carry_on(db, BEHIND_THE_ANSWER)


def carry_on(db: Database, seconds: float) -> bool:
    """Go on in short transactions until the index is up to date or the time is over. True when there may be more."""
    end = time.monotonic() + seconds
    more = True
    while more and time.monotonic() < end:
        with db.write() as session:
            more = carry_on_by(session, CHUNK)
    return more


def carry_on_by(session: Session, most: int) -> bool:
    """Take in at most so many revisions. True when there may be more."""
    state = locked(session)
    if state.version != VERSION:
        start_again(session)
        state = locked(session)
    rows = session.execute(REVISIONS, {"after": state.seq, "most": most}).all()
    if not rows:
        return False
    batch = Batch()
    for row in rows:
        batch.note(row.no, row.before, -1)
        batch.note(row.no, row.body, 1)
    write(session, batch)
    session.execute(update(STATE).values(seq=rows[-1].seq, entries=state.entries + batch.entries))
    return len(rows) == most


def locked(session: Session) -> Any:
    """Where the index stands, nobody else's until commit: of two processes the second goes on where the first ended."""
    wanted = select(STATE).with_for_update()
    state = session.execute(wanted).one_or_none()
    if state is None:
        session.execute(BEGIN)
        state = session.execute(wanted).one()
    return state


def start_again(session: Session) -> None:
    """An empty index. Whoever rewrites revisions (an erasure does) must call this: what they said is then unknown."""
    locked(session)
    session.execute(delete(table(Posting)))
    session.execute(delete(table(Stem)))
    session.execute(update(STATE).values(version=VERSION, seq=0, entries=0))


def stems_of(body: str | None) -> set[str]:
    """The stems of an entry as it stood in a revision; none of a retracted one."""
    said: dict[str, Any] = json.loads(body) if body else {}
    return set() if said.get("deleted") else {stem(word) for word in words(said.get("text") or "")}


def write(session: Session, batch: Batch) -> None:
    """In the order of their keys: that is the order of the pages."""
    connection = session.connection()
    changed = sorted((key, sign) for key, sign in batch.postings.items() if sign)
    added = [{"stem": key[0], "no": key[1]} for key, sign in changed if sign > 0]
    taken = [{"old_stem": key[0], "old_no": key[1]} for key, sign in changed if sign < 0]
    counted = sorted((one, more) for one, more in batch.stems.items() if more)
    if taken:
        connection.execute(TAKE, taken)
    if added:
        connection.execute(ADD, added)
    if counted:
        connection.execute(COUNT, [{"stem": one, "more": more} for one, more in counted])
    if fewer := [{"old_stem": one} for one, more in counted if more < 0]:
        connection.execute(FORGET, fewer)

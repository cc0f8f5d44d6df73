"""What a phone pulls: the newest state of everything its person may see, in the order of the change sequence."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.briefs.queries import card_items
from app.changes.queries import FeedState, feed_names, feed_state, has_newer
from app.entries.left import left, may_have_left
from app.entries.models import Entry, Op
from app.entries.queries import visible_entries, wire_columns, with_authors
from app.entries.wire import entry_data
from app.kit import cursors
from app.kit.json_text import array
from app.kit.problems import BadCursor, CursorAhead, EpochChanged
from app.kit.tables import column, table
from app.sync.results import Result
from app.sync.schemas import PROTOCOL
from app.themes.journey import journey_items
from app.vocabulary import queries as vocabulary
from app.vocabulary.models import Vocabulary

CURSOR = "pull"


@dataclass(frozen=True, slots=True)
class Item:
    """One finished item of a pull, and its place in the sequence."""

    seq: int
    text: str


def pull(session: Session, actor: Actor, cursor: str | None, limit: int) -> str:
    """A page of changes as JSON text. Raises BadCursor, EpochChanged, CursorAhead."""
    feed = feed_state(session)
    since = position(cursor, feed)
    found = newer_items(session, actor, since, limit + 1) if since < feed.head else []
    page, more = found[:limit], len(found) > limit
    # Without more to come the reader stands at the head: what it may not see is behind it as well.
    end = page[-1].seq if more else feed.head
    return (
        f'{{"server_id":"{feed.server_id}","person":"{actor.id}","protocol":{PROTOCOL},'
        f'"items":{array(item.text for item in page)},'
        f'"cursor":"{cursors.encode(CURSOR, feed.epoch, end)}","more":{json.dumps(more)},"head":{feed.head},'
        f'"epoch":"{feed.epoch}","scope_version":{actor.scope_version}}}'
    )


def newer_items(session: Session, actor: Actor, since: int, limit: int) -> list[Item]:
    """Everything stamped after `since`, in order; of each kind at most `limit`."""
    found = [
        *entry_items(session, actor, since, limit),
        *left_items(session, actor, since, limit),
        *vocabulary_items(session, since, limit),
        *(Item(*one) for one in card_items(session, actor, since, limit)),
        *(Item(*one) for one in journey_items(session, actor, since, limit)),
    ]
    return sorted(found, key=lambda item: item.seq)


def position(cursor: str | None, feed: FeedState) -> int:
    """Where a reader stands. Raises BadCursor, EpochChanged, CursorAhead."""
    if cursor is None:
        return 0
    epoch, seq = cursors.decode(CURSOR, cursor, str, int)
    if not isinstance(seq, int) or seq < 0:
        raise BadCursor
    if epoch != feed.epoch:
        raise EpochChanged(epoch=feed.epoch)
    if seq > feed.head:
        raise CursorAhead(epoch=feed.epoch, head=feed.head)
    return seq


def entry_items(session: Session, actor: Actor, since: int, limit: int) -> list[Item]:
    """Entries stamped after `since`."""
    if not has_newer(session, table(Entry), since):
        return []
    rows = session.execute(
        with_authors(visible_entries(actor, *item_columns()))
        .where(column(Entry.seq) > since)
        .order_by(column(Entry.seq))
        .limit(limit)
    )
    return [Item(row.seq, entry_item(row)) for row in rows]


def left_items(session: Session, actor: Actor, since: int, limit: int) -> list[Item]:
    """Tombstones of entries that moved out of the actor's regions since it saw them."""
    if not may_have_left(actor, since) or not has_newer(session, table(Entry), since):
        return []
    rows = session.execute(
        select(column(Entry.id), column(Entry.rev), column(Entry.seq), literal(True).label("deleted"))
        .where(column(Entry.seq) > since, left(actor, since))
        .order_by(column(Entry.seq))
        .limit(limit)
    )
    return [Item(row.seq, entry_item(row)) for row in rows]


def item_columns() -> tuple[Any, ...]:
    """What `entry_item` needs."""
    return (column(Entry.id), column(Entry.rev), column(Entry.deleted), *wire_columns())


def entry_item(row: Any) -> str:
    """An entry, or its tombstone, as an item."""
    data = "null" if row.deleted else entry_data(row)
    deleted = "true" if row.deleted else "false"
    return f'{{"kind":"entry","id":"{row.id}","rev":{row.rev},"seq":{row.seq},"deleted":{deleted},"data":{data}}}'


def vocabulary_items(session: Session, since: int, limit: int) -> list[Item]:
    """Code lists stamped after `since`, each whole."""
    if not has_newer(session, table(Vocabulary), since):
        return []
    seqs = {name: seq for seq, name in vocabulary.changed_since(session, since, limit)}
    return [
        Item(seqs[found["name"]], vocabulary_item(found, seqs[found["name"]]))
        for found in vocabulary.vocabularies(session, seqs)
    ]


def vocabulary_item(found: dict[str, Any], seq: int) -> str:
    """A code list as an item."""
    return json.dumps(
        {
            "kind": "vocabulary",
            "id": found["name"],
            "rev": found["version"],
            "seq": seq,
            "deleted": False,
            "data": found,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def push_answer(session: Session, actor: Actor, batch_id: str, results: list[Result]) -> str:
    """The answer to a push as JSON text: each result with the present state of its entry."""
    feed = feed_names(session)
    items = {result.entry_id: result.item for result in results if result.entry_id and result.item}
    if unread := {result.entry_id for result in results if result.entry_id} - items.keys():
        rows = session.execute(
            with_authors(visible_entries(actor, *item_columns())).where(column(Entry.id).in_(unread))
        )
        items |= {row.id: entry_item(row) for row in rows}
    return (
        f'{{"server_id":"{feed.server_id}","person":"{actor.id}","epoch":"{feed.epoch}","batch_id":"{batch_id}",'
        f'"results":{array(result_text(result, items) for result in results)}}}'
    )


def result_text(result: Result, items: dict[str, str]) -> str:
    """One result as JSON text."""
    entry = items.get(result.entry_id or "", "null")
    return (
        f'{{"op_id":"{result.op_id}","status":"{result.status}","entry":{entry},'
        f'"copy_id":{json.dumps(result.copy_id)},"problem":{json.dumps(result.problem)}}}'
    )


def digest(session: Session, actor: Actor, cursor: str) -> dict[str, Any]:
    """Count and hash over what the actor sees up to a cursor. Raises as `pull` does."""
    feed = feed_state(session)
    upto = position(cursor, feed)
    rows = session.execute(
        visible_entries(actor, column(Entry.id), column(Entry.rev))
        .where(column(Entry.seq) <= upto)
        .order_by(column(Entry.id))
    ).all()
    return {
        "server_id": feed.server_id,
        "person": actor.id,
        "epoch": feed.epoch,
        "upto": upto,
        "head": feed.head,
        "count": len(rows),
        "hash": digest_hash((row.id, row.rev) for row in rows),
    }


def digest_hash(entries: Iterable[tuple[str, int]]) -> str:
    """SHA-256 over `id:rev` lines; `entries` come sorted by id."""
    lines = "".join(f"{entry_id}:{rev}\n" for entry_id, rev in entries)
    return hashlib.sha256(lines.encode()).hexdigest()


def check(session: Session, actor: Actor, op_ids: list[str]) -> dict[str, Any]:
    """Which of these ops were not taken in this life of the server, and so have to be sent again.

    One that was refused has a receipt too: another tab sent it again before the answer of the life before came. Sent
    once more it brings that refusal to its author, who would hear of it from nobody else.
    """
    feed = feed_state(session)
    taken = select(column(Op.op_id)).where(column(Op.op_id).in_(op_ids), column(Op.status) != "rejected")
    known = set(session.execute(taken).scalars())
    return {
        "server_id": feed.server_id,
        "person": actor.id,
        "epoch": feed.epoch,
        "unknown": [op_id for op_id in op_ids if op_id not in known],
    }

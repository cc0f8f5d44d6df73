"""Taking in a push: one transaction for the batch, one receipt for each op."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.orm import Session

from app.accounts.models import Device
from app.auth.actor import Actor
from app.changes.commands import take_stamps
from app.changes.queries import feed_names
from app.entries.commands import Change, load_for_change, store
from app.entries.models import Op
from app.entries.state import EntryState
from app.entries.wire import WireRow
from app.kit import driver
from app.kit.clock import now
from app.kit.driver import Insert
from app.kit.json_text import canonical
from app.kit.problems import EpochChanged, Problem
from app.kit.sql import moment_text
from app.kit.tables import table
from app.sync.judge import Context, judge
from app.sync.models import GivenUp
from app.sync.problems import NotYours, OpMismatch
from app.sync.queries import entry_item
from app.sync.results import Result
from app.sync.schemas import OpIn, PushIn
from app.vocabulary.queries import codes

Receipt = Mapping[str, Any]

WIRE_NAMES = tuple(name for name in WireRow._fields if name != "author_name")

# Made once and run on the connection, as in `app.entries.commands`.
OP, DEVICE = table(Op), table(Device)
INSERT_OP = Insert(OP, OP.c.keys())
DECIDED = "SELECT op_id FROM op WHERE op_id IN (?)"
RECEIPTS = select(OP).where(OP.c.op_id.in_(bindparam("op_ids", expanding=True)))
OWNER = select(DEVICE.c.person_id).where(DEVICE.c.id == bindparam("client"))
INSERT_DEVICE = insert(DEVICE)
INSERT_GIVEN_UP = insert(table(GivenUp))
NOTE_DEVICE = (
    "UPDATE device SET op_no_max = CASE WHEN op_no_max < ? THEN ? ELSE op_no_max END, pending = ?, last_seen_at = ?"
    " WHERE id = ? AND person_id = ?"
)


@dataclass(slots=True)
class Batch:
    """A batch while it is being worked on."""

    results: list[Result] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def push(session: Session, actor: Actor, batch: PushIn) -> list[Result]:
    """Judge each op in turn and store what follows. Returns one result for each op, in their order.

    Locks in a fixed order: this client, its entries by id, receipts by op_id, the change sequence last.
    """
    lock_client(session, batch.client_id)
    refuse_other_life(session, batch)
    at = now()
    if nothing_of(actor, batch) or not note_device(session, actor, batch, at):
        return [not_yours(op) for op in batch.ops]
    note_given_up(session, batch)
    known = receipts(session, [op.op_id for op in batch.ops])
    entries = load_for_change(session, [op.id for op in batch.ops])
    floor = feed_names(session).rev_floor
    context = Context(batch.schema_version, actor, batch.client_id, codes(session), moment_text(at), floor)
    work = Batch()
    for place, op in enumerate(batch.ops):
        if op.author != actor.id:
            work.results.append(not_yours(op))
            continue
        receipt, digest = known.get(op.op_id), op_hash(op)
        if receipt is not None:
            work.results.append(replayed(receipt, digest))
            continue
        result, changes = decided(op, entries, context, f"/ops/{place}")
        work.results.append(result)
        work.changes += changes
        known[op.op_id] = receipt_of(op, digest, result, batch.client_id, actor, at)
        work.receipts.append(known[op.op_id])
    write(session, work, actor, at)
    return work.results


def lock_client(session: Session, client_id: str) -> None:
    """One batch of a client at a time: a repeated batch waits for the first, and then finds its receipts."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0))"), {"id": client_id})


def refuse_other_life(session: Session, batch: PushIn) -> None:
    """Ops made on another life of this server wait until the phone has asked which of its ops the backup holds.

    Without that an edit could arrive before the creation it stands on, and be refused for good. Raises EpochChanged.
    """
    epoch = feed_names(session).epoch
    if batch.epoch is not None and batch.epoch != epoch:
        raise EpochChanged(epoch=epoch)


def nothing_of(actor: Actor, batch: PushIn) -> bool:
    """Whether the cookie changed hands on the way: then not even the installation may be noted as the actor's."""
    people = people_of(batch)
    return bool(people) and actor.id not in people


def people_of(batch: PushIn) -> set[str]:
    """Whose batch it says it is. Nobody's is one that only reports, from a phone of before `person` was sent."""
    return {batch.person} if batch.person else {op.author for op in batch.ops}


def not_yours(op: OpIn) -> Result:
    """A refusal without a receipt, which its author would meet when sending it again."""
    return Result(op.op_id, "rejected", problem=NotYours().to_dict())


def note_device(session: Session, actor: Actor, batch: PushIn, at: datetime) -> bool:
    """Keep what the phone says of its outbox. False when this installation's id belongs to someone else, or may.

    Whoever it is first noted for has it for ever: a report that came with a colleague's cookie would lock its own
    person out.
    """
    waiting = max(0, batch.pending - len(batch.ops))
    said = (batch.op_no_max, batch.op_no_max, waiting, moment_text(at), batch.client_id, actor.id)
    if driver.run(session, NOTE_DEVICE, said).rowcount:
        return True
    connection = session.connection()
    if connection.execute(OWNER, {"client": batch.client_id}).first() or not people_of(batch):
        return False
    connection.execute(
        INSERT_DEVICE,
        {
            "id": batch.client_id,
            "person_id": actor.id,
            "op_no_max": batch.op_no_max,
            "pending": waiting,
            "first_seen_at": at,
            "last_seen_at": at,
        },
    )
    return True


def note_given_up(session: Session, batch: PushIn) -> None:
    """Numbers that will never come are no losses. The phone repeats them until it has an answer."""
    for op_no in sorted(set(batch.given_up)):
        key = {"client_id": batch.client_id, "op_no": op_no}
        if session.get(GivenUp, key) is None:
            session.connection().execute(INSERT_GIVEN_UP, key)


def receipts(session: Session, op_ids: list[str]) -> dict[str, Receipt]:
    """The ops among these that were decided before."""
    decided = [str(row[0]) for row in driver.among(session, DECIDED, op_ids)]
    if not decided:
        return {}
    rows = session.connection().execute(RECEIPTS, {"op_ids": decided}).mappings()
    return {row["op_id"]: dict(row) for row in rows}


def op_hash(op: OpIn) -> str:
    """SHA-256 over all that the op says, whatever the order of its names.

    What it does not say is left out, so that a name this server learns later changes no hash that is stored.
    """
    said = {name: getattr(op, name) for name in op.model_fields_set}
    return hashlib.sha256(canonical(said).encode("utf-8")).hexdigest()


def replayed(receipt: Receipt, digest: str) -> Result:
    """The stored answer; or, when the op says something else than it did, a refusal that goes to the person."""
    if receipt["hash"] != digest:
        return Result(receipt["op_id"], "rejected", problem=OpMismatch().to_dict())
    entry_id = None if receipt["status"] == "rejected" else receipt["entry_id"]
    return Result(receipt["op_id"], receipt["status"], entry_id, receipt["copy_id"], receipt["problem"])


def decided(
    op: OpIn, entries: dict[str, EntryState], context: Context, at: str
) -> tuple[Result, list[Change]]:
    """The result of a new op, with `entries` moved on for the ops that follow."""
    try:
        verdict = judge(op, entries, context, at)
    except Problem as problem:
        return Result(op.op_id, "rejected", problem=problem.to_dict()), []
    for change in verdict.changes:
        entries[change.entry.id] = change.entry
    return Result(op.op_id, verdict.status, op.id, verdict.copy_id), verdict.changes


def receipt_of(op: OpIn, digest: str, result: Result, client_id: str, actor: Actor, at: datetime) -> Receipt:
    """What is kept of a decided op, for ever."""
    return {
        "op_id": op.op_id,
        "hash": digest,
        "client_id": client_id,
        "op_no": op.op_no,
        "person_id": actor.id,
        "entry_id": op.id,
        "status": result.status,
        "copy_id": result.copy_id,
        "problem": result.problem,
        "at": at,
    }


def write(session: Session, work: Batch, actor: Actor, at: datetime) -> None:
    """Store receipts, then entries: the change sequence is the last lock taken."""
    INSERT_OP.run(session, sorted(work.receipts, key=lambda receipt: receipt["op_id"]))
    rows = store(session, work.changes, at) if work.changes else {}
    if work.receipts and not work.changes:
        # Receipts alone move the sequence on too: a backup without them is behind it, and phones are asked for them.
        take_stamps(session, 1)
    for result in work.results:
        if row := rows.get(result.entry_id or ""):
            # Only its author changes an entry, so the author is the actor.
            result.item = entry_item(
                WireRow(author_name=actor.name, **{name: row[name] for name in WIRE_NAMES})
            )

"""Protocol bugs of the server, planted by putting other functions in place of its own: what a simulation must find."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from sqlalchemy import text

from app.changes import commands as changes
from app.changes import life
from app.entries import commands as entries
from app.entries import state
from app.kit import cursors
from app.kit.clock import new_id
from app.sync import commands, judge, queries

# Which one is planted: for those that are more than another function.
planted: str | None = None
Patch = tuple[Any, str, Any]
patches: list[Any] = []


def plant(bug: str | None) -> None:
    """Take out what is planted, and plant this one."""
    global planted  # noqa: PLW0603 - the process is about one bug at a time
    planted = bug
    while patches:
        patches.pop().stop()
    for owner, name, replacement in SERVER_BUGS[bug]() if bug else []:
        patches.append(patch.object(owner, name, replacement))
        patches[-1].start()


def receipts_ignored() -> list[Patch]:
    statement = replace(commands.INSERT_OP, verb="INSERT OR REPLACE")
    return [(commands, "receipts", lambda _session, _ids: {}), (commands, "INSERT_OP", statement)]


def hash_ignored() -> list[Patch]:
    original = commands.replayed
    return [(commands, "replayed", lambda receipt, _digest: original(receipt, receipt["hash"]))]


def loser_dropped() -> list[Patch]:
    original = judge.judge_update

    def without_copy(*given: Any) -> Any:
        verdict = original(*given)
        if verdict.status != "conflict_copy":
            return verdict
        kept = [change for change in verdict.changes if change.entry.id != verdict.copy_id]
        return judge.Verdict("applied", verdict.entry, changes=kept)

    return [(judge, "judge_update", without_copy)]


def copies_by_chance() -> list[Patch]:
    original = commands.replayed

    def answered(receipt: Any, digest: str) -> Any:
        result = original(receipt, digest)
        return replace(result, copy_id=new_id()) if result.copy_id else result

    return [(commands, "replayed", answered)]


def conflicts_overlooked() -> list[Patch]:
    return [(state, "conflicting", lambda *_: set())]


def conflicts_by_time() -> list[Patch]:
    """The phone's clock decides who was last."""

    def later(entry: Any, values: Any, base: int, client_id: str) -> set[str]:
        return set() if base else original(entry, values, base, client_id)

    original = state.conflicting
    return [(state, "conflicting", later)]


def delete_wins() -> list[Patch]:
    return [(state, "may_delete", lambda *_: True)]


def edit_of_deleted_dropped() -> list[Patch]:
    original = judge.judge_update

    def dropped(op: Any, there: Any, *more: Any) -> Any:
        return judge.Verdict("applied", there) if there.deleted else original(op, there, *more)

    return [(judge, "judge_update", dropped)]


def stamps_at_start() -> list[Patch]:
    """`server.hold` asks for these stamps when the transaction begins, and commits the rows long after others."""
    return []


def stamps_not_renewed() -> list[Patch]:
    original = entries.row_of

    def row(entry: Any, seq: int, body: str) -> dict[str, Any]:
        return original(entry, seq, body)

    def written(session: Any, rows: list[dict[str, Any]]) -> None:
        for one in rows:
            old = session.execute(
                text("SELECT seq FROM entry WHERE id = :id"), {"id": one["id"]}
            ).scalar_one()
            one["seq"] = old
        update(session, rows)

    update = entries.update_entries
    return [(entries, "row_of", row), (entries, "update_entries", written)]


def page_skips_to_head() -> list[Patch]:
    """`more` is told, but the cursor is already the head's."""
    original = cursors.encode

    def encoded(kind: str, epoch: str, _seq: int) -> str:
        return original(kind, epoch, 2**40)

    position = queries.position

    def clamped(cursor: str | None, feed: Any) -> int:
        if cursor is None:
            return 0
        _, seq = cursors.decode("pull", cursor, str, int)
        return feed.head if seq == 2**40 else position(cursor, feed)

    return [(cursors, "encode", encoded), (queries, "position", clamped)]


def answered_before_commit() -> list[Patch]:
    """What a slow transaction will be is told at once; `server.hold` then loses it in a kill."""
    return []


def half_a_batch() -> list[Patch]:
    """Receipts are kept, but the last change of a batch of several is not."""
    original = entries.store

    def less(session: Any, changes: list[Any], at: Any) -> Any:
        return original(session, changes[:-1] if len(changes) > 1 else changes, at)

    return [(commands, "store", less)]


def whole_entry_written() -> list[Patch]:
    """An update overwrites every field with what the phone last knew: here, empties all that it does not name."""
    original = state.updated

    def whole(entry: Any, values: dict[str, Any], client_id: str, unknown: Any = None) -> Any:
        cleared = dict.fromkeys(("so_what", "next_step", "hcp_ref")) if values else {}
        return original(entry, cleared | values, client_id, unknown)

    return [(state, "updated", whole)]


def epoch_kept() -> list[Patch]:
    return [(life, "note_restore", lambda *_: False)]


def receipts_of_strangers() -> list[Patch]:
    """A refusal for the wrong cookie is kept, and meets the author who sends the op again."""
    original = commands.not_yours

    def nothing_of(*_: Any) -> bool:
        return False

    return [(commands, "nothing_of", nothing_of), (commands, "not_yours", original)]


def other_life_accepted() -> list[Patch]:
    return [(commands, "refuse_other_life", lambda *_: None)]


SERVER_BUGS: dict[str, Callable[[], list[Patch]]] = {
    "receipts are ignored": receipts_ignored,
    "an op with another hash passes for the old one": hash_ignored,
    "a conflict drops the loser": loser_dropped,
    "a copy has another id with each replay": copies_by_chance,
    "the last writer wins": conflicts_overlooked,
    "a conflict is seen only at base 0": conflicts_by_time,
    "a delete ignores later edits": delete_wins,
    "an edit of a deleted entry is dropped": edit_of_deleted_dropped,
    "stamps are taken at the start of a transaction": stamps_at_start,
    "an update keeps its old stamp": stamps_not_renewed,
    "a page's cursor is the head": page_skips_to_head,
    "an answer comes before its commit": answered_before_commit,
    "the last change of a batch is not stored": half_a_batch,
    "an update empties the fields it does not name": whole_entry_written,
    "a restored server keeps its epoch": epoch_kept,
    "an installation goes to whoever's cookie came first": receipts_of_strangers,
    "ops of another life are taken": other_life_accepted,
}


def early_stamps(db: Any, most: int, work: Callable[[], Any]) -> Callable[[], Any] | None:
    """With that bug planted: take stamps now, for work that is done later. None without it."""
    if planted != "stamps are taken at the start of a transaction":
        return None
    with db.write() as session:
        taken = iter(changes.take_stamps(session, most))

    def late() -> Any:
        def given(_session: Any, n: int) -> list[int]:
            return [next(taken) for _ in range(n)]

        with patch.object(entries, "take_stamps", given):
            return work()

    return late

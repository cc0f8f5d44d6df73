"""Reading for export: pages by `seq`, each in a short transaction of its own, and the manifest.

One long read transaction would keep SQLite from checkpointing its log for as long as the slowest reader reads. Pages
by a strictly increasing key need none: a row that changes meanwhile moves behind the run's end, and comes with the
next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.changes.queries import feed_state
from app.entries.models import Entry
from app.entries.queries import visible_entries
from app.export import schemas
from app.export.position import closing_cursor
from app.export.pseudonyms import Pseudonyms
from app.export.rows import row_columns, row_texts, withheld
from app.kit.clock import now
from app.kit.db import Database
from app.kit.sql import moment_text
from app.kit.tables import column
from app.vocabulary import queries as vocabulary

# The first page is small, so that the first byte is early; the others are large enough to make chunks worth sending.
FIRST_PAGE, PAGE = 200, 1_000
LICENCE = "All rights with the company that runs this server. For internal use under its data policy."
SENSITIVITY = (
    "Pseudonymous. Free text was written by MSLs and may still let a reader guess at a person: handle it as personal "
    "data. No author names and no HCP references. Entries under safety or privacy review are left out until cleared."
)


@dataclass(slots=True)
class Run:
    """One export while it runs: from after one place of the sequence to another, and what was sent so far."""

    after: int
    until: int
    rows: int = 0
    reached: int = 0
    complete: bool = False


def pages(db: Database, actor: Actor, run: Run, pseudonyms: Pseudonyms) -> Iterator[list[bytes]]:
    """The rows of a run as JSON, page by page; `run` tells what went out."""
    run.reached, size = run.after, FIRST_PAGE
    page = page_select(actor, run.until)  # made once: SQLAlchemy takes a millisecond to know a select again
    while True:
        with db.read() as session:
            rows = drivers_tuples(session.execute(page, {"after": run.reached, "size": size}))
        if rows:
            yield row_texts(rows, pseudonyms)
            run.rows += len(rows)
            run.reached = rows[-1][0]
        if len(rows) < size:
            run.complete = True
            return
        size = PAGE


def page_select(actor: Actor, until: int) -> Select[Any]:
    """The next `size` rows after `after`, in the order of the change sequence."""
    return (
        visible_entries(actor, *row_columns())
        .where(column(Entry.seq) > bindparam("after"), column(Entry.seq) <= until)
        .order_by(column(Entry.seq))
        .limit(bindparam("size"))
    )


def drivers_tuples(result: Any) -> list[tuple[Any, ...]]:
    """All rows as the driver gives them: making a Row of each takes as long as reading it."""
    found: list[tuple[Any, ...]] = result.cursor.fetchall()
    return found


def manifest(session: Session, actor: Actor) -> dict[str, Any]:
    """What there is to export."""
    feed = feed_state(session)
    rows, deleted = session.execute(visible_entries(actor, func.count(), func.count(withheld()))).one()
    return {
        "server_id": feed.server_id,
        "epoch": feed.epoch,
        "head": feed.head,
        "cursor": closing_cursor(actor, feed),
        "generated_at": moment_text(now()),
        "taxonomy_version": vocabulary.taxonomy_version(session),
        "licence": LICENCE,
        "sensitivity": SENSITIVITY,
        "datasets": [
            {
                "name": "entries",
                "href": "/api/v1/export/entries",
                "formats": ["jsonl", "json"],
                "schema_href": "/api/v1/export/schema/entry.json",
                "schema_version": schemas.VERSION,
                "key": ["id"],
                "order": "seq",
                "rows": rows,
                "deleted": deleted,
            }
        ],
        "codebook": vocabulary.vocabularies(session),
    }

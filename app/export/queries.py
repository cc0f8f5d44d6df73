"""Reading for export: pages by `seq`, each in a short transaction of its own, and the manifest.

One long read transaction would keep SQLite from checkpointing its log for as long as the slowest reader reads. Pages
by a strictly increasing key need none: a row that changes meanwhile moves behind the run's end, and comes with the
next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.changes.queries import feed_state
from app.config import ExportSettings
from app.export import parquet, schemas
from app.export.asked import ExportQuery
from app.export.asking import asked, question
from app.export.dataset import Ask, DataSet
from app.export.datasets import DATA_SETS
from app.export.position import closing_cursor
from app.export.pseudonyms import Pseudonyms
from app.export.reading import reader
from app.export.standing import refuse_if_lost
from app.kit.clock import now
from app.kit.db import Database
from app.kit.sql import moment_text
from app.vocabulary import queries as vocabulary

# The first page is small, so that the first byte is early; the others are large enough that a transaction for each
# and the sending of a chunk cost next to nothing for a row.
FIRST_PAGE, PAGE = 200, 4_000
LICENCE = "All rights with the company that runs this server. For internal use under its data policy."


@dataclass(slots=True)
class Run:
    """One export while it runs: from after one place of the sequence to another, and what was made of it so far."""

    after: int
    until: int
    rows: int = 0
    reached: int = 0
    complete: bool = False


def pages(db: Database, data_set: DataSet, ask: Ask, run: Run) -> Iterator[list[bytes]]:
    """The rows of a run as JSON Lines, page by page in chunks of whole lines; `run` tells how far that is."""
    run.reached, size = run.after, FIRST_PAGE
    reading = reader(db.dialect, data_set, ask, run.until)
    while not run.complete:
        with db.read() as session:
            refuse_if_lost(session, ask.actor)
            page = reading.page(session, run.reached, size)
        run.reached, run.complete = page.reached, page.last
        run.rows += page.lines
        if page.chunks:
            yield page.chunks
        size = PAGE


def manifest(
    session: Session, actor: Actor, settings: ExportSettings, pseudonyms: Pseudonyms
) -> dict[str, Any]:
    """What there is to export for the one who asks."""
    feed = feed_state(session)
    asks = {
        one: asked(session, actor, one, ExportQuery(), settings, pseudonyms)
        for one in DATA_SETS
        if actor.may(one.permission)
    }
    cursors = {one.name: closing_cursor(ask, feed, question(one, ask, None)) for one, ask in asks.items()}
    return {
        "server_id": feed.server_id,
        "epoch": feed.epoch,
        "head": feed.head,
        "cursor": cursors["entries"],
        "generated_at": moment_text(now()),
        "taxonomy_version": vocabulary.taxonomy_version(session),
        "licence": LICENCE,
        "sensitivity": " ".join(f"{one.name}: {one.sensitivity}" for one in asks),
        "compatibility": schemas.PROMISE,
        "datasets": [
            described(one, session, ask) | {"cursor": cursors[one.name]} for one, ask in asks.items()
        ],
        "codebook": vocabulary.vocabularies(session),
    }


def described(data_set: DataSet, session: Session, ask: Ask) -> dict[str, Any]:
    """One data set as it stands."""
    rows, deleted = data_set.counts(session, ask)
    return {
        "name": data_set.name,
        "href": f"/api/v1/export/{data_set.name}",
        "formats": formats(),
        "schema_href": data_set.schema_path,
        "schema_version": data_set.version,
        "key": list(data_set.key),
        "order": "seq",
        "rows": rows,
        "deleted": deleted,
        "columns": list(data_set.fields),
        "filters": [field.alias or name for name, field in data_set.filters.model_fields.items()],
        "sensitivity": data_set.sensitivity,
    }


def formats() -> list[str]:
    """What this server can make."""
    return [one for one in get_args(schemas.Format) if one != "parquet" or parquet.installed()]


def schema(session: Session, data_set: DataSet) -> dict[str, Any]:
    """What a row is made of, with the codebook of each list that its fields are from."""
    wanted = schemas.codebooks_of(data_set)
    books = {one["name"]: one for one in vocabulary.vocabularies(session, wanted)} if wanted else {}
    return schemas.row_schema(data_set) | {"codebooks": books}

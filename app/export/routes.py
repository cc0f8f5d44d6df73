"""Export over HTTP: complete, incremental, and safe to run again."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.changes.queries import feed_state
from app.export import queries, schemas
from app.export.commands import note_export
from app.export.compression import chosen, coder
from app.export.position import closing_cursor, first_after
from app.export.problems import ScopeChanged
from app.export.pseudonyms import Pseudonyms, export_key
from app.export.stream import MEDIA_TYPES, ExportStream, encoded
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import BadCursor, CursorAhead, EpochChanged
from app.kit.strict_route import StrictRoute
from app.kit.wire import Uuid

router = APIRouter(prefix="/export", tags=["export"], route_class=StrictRoute)
Exporter = Annotated[Actor, requires(Permission.EXPORT_READ)]
HEADERS = {
    "Pathnote-Cursor": "Send it as `cursor` the next time to get what changed since.",
    "Pathnote-Epoch": "The life of the server that the cursor and each `seq` belong to.",
    "Pathnote-Schema-Version": "Of each row; see `schema/entry.json`.",
}


class ExportQuery(BaseModel):
    """What to export, and from where on."""

    model_config = ConfigDict(extra="forbid")

    format: schemas.Format = Field("jsonl", description="JSON Lines, or one JSON array.")
    cursor: str | None = Field(
        None, max_length=1_024, description="`Pathnote-Cursor` of the last complete run; all without it."
    )
    after_seq: int | None = Field(
        None,
        ge=0,
        lt=2**63,
        description="Goes on after this row: `seq` of the last whole line of a run that was cut. Send the same "
        "`cursor` as that run, or, if it had none, its `epoch`.",
    )
    epoch: Uuid | None = Field(
        None, description="`Pathnote-Epoch` of the run that is resumed: 409 if the server was restored since."
    )


@router.get(
    "/entries",
    status_code=200,  # ExportStream has no default from which the documentation could tell
    response_class=ExportStream,
    responses={
        200: {
            "model": schemas.EntryRow,
            "description": "Rows in the order of `seq`.",
            "content": {
                MEDIA_TYPES["json"]: {
                    "schema": {"type": "array", "items": {"$ref": "#/components/schemas/EntryRow"}}
                },
            },
            "headers": {
                name: {"description": said, "schema": {"type": "string"}} for name, said in HEADERS.items()
            },
        },
        **declared(BadCursor, EpochChanged, CursorAhead, ScopeChanged),
    },
)
def export_entries(
    actor: Exporter,
    db: Db,
    settings: Config,
    request_id: RequestId,
    query: Annotated[ExportQuery, Query()],
    accept_encoding: Annotated[str, Header()] = "",
) -> Response:
    """The newest state of every entry that you may see, once each; with a cursor, of those that changed since.

    Rows are pseudonymous. An entry that was retracted, or is under review for safety or for a patient's identity, is a
    row with `deleted` true and no content. What changes while the export runs comes with the next one. The answer is
    compressed when you accept `zstd` or `gzip`.
    """
    with db.read() as session:
        feed = feed_state(session)
    run = queries.Run(first_after(actor, feed, query.cursor, query.after_seq, query.epoch), feed.head)
    pseudonyms = Pseudonyms(export_key(settings), actor.id)
    coding = chosen(accept_encoding)

    def finish() -> None:
        with db.write() as session:
            note_export(session, actor, run, query.format, request_id)

    headers = {
        "Pathnote-Cursor": closing_cursor(actor, feed),
        "Pathnote-Epoch": feed.epoch,
        "Pathnote-Schema-Version": str(schemas.VERSION),
        "Content-Disposition": f'attachment; filename="pathnote-entries.{query.format}"',
        "Vary": "Accept-Encoding",
    }
    if coding != "identity":
        headers["Content-Encoding"] = coding
    pages = queries.pages(db, actor, run, pseudonyms)
    return ExportStream(encoded(pages, query.format, coder(coding)), finish, headers, query.format)


@router.get("/manifest", response_model=schemas.Manifest)
def read_manifest(actor: Exporter, db: Db) -> dict[str, Any]:
    """What there is to export: data sets with row counts, the head's cursor, versions, and the words of every code."""
    with db.read() as session:
        return queries.manifest(session, actor)


@router.get("/schema/entry.json", responses={200: {"content": {"application/schema+json": {}}}})
def read_entry_schema(_actor: Exporter) -> dict[str, Any]:
    """JSON Schema (2020-12) of one row, each field described."""
    return schemas.entry_schema()

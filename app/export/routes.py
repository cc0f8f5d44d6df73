"""Export over HTTP: complete, incremental, and safe to run again. One route for each line of the registry."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.changes.queries import feed_state
from app.export import queries, schemas
from app.export.asked import ExportQuery, query_of
from app.export.commands import note_end
from app.export.compression import chosen, coder
from app.export.dataset import Ask, DataSet
from app.export.datasets import DATA_SETS, by_schema_name
from app.export.position import closing_cursor, first_after
from app.export.problems import QuestionChanged, ScopeChanged
from app.export.pseudonyms import Pseudonyms, export_key
from app.export.stream import MEDIA_TYPES, ExportStream, encoded
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import BadCursor, CursorAhead, EpochChanged, NotFound
from app.kit.strict_route import StrictRoute

router = APIRouter(prefix="/export", tags=["export"], route_class=StrictRoute)
Exporter = Annotated[Actor, requires(Permission.EXPORT_READ)]
HEADERS = {
    "Pathnote-Cursor": "Send it as `cursor` the next time to get what changed since.",
    "Pathnote-Epoch": "The life of the server that the cursor and each `seq` belong to.",
    "Pathnote-Schema-Version": "Of each row; see the data set's schema.",
}


@router.get("/manifest", response_model=schemas.Manifest)
def read_manifest(actor: Exporter, db: Db, settings: Config) -> dict[str, Any]:
    """What there is to export: data sets with row counts, the head's cursor, versions, and the words of every code."""
    with db.read() as session:
        return queries.manifest(session, Ask(actor, Pseudonyms(export_key(settings), actor.id)))


@router.get(
    "/schema/{name}.json",
    responses={200: {"content": {"application/schema+json": {}}}, **declared(NotFound)},
)
def read_schema(name: str, _actor: Exporter, db: Db) -> dict[str, Any]:
    """JSON Schema (2020-12) of one row, each field described, with the codebook of every code list it uses."""
    data_set = by_schema_name(name)
    if data_set is None:
        raise NotFound("There is no data set of this name. The manifest lists them.")
    with db.read() as session:
        return queries.schema(session, data_set)


def exporting(data_set: DataSet) -> Callable[..., Response]:
    """The endpoint of a data set."""

    def export(
        actor: Actor,
        db: Db,
        settings: Config,
        request_id: RequestId,
        query: ExportQuery,
        accept_encoding: Annotated[str, Header()] = "",
    ) -> Response:
        with db.read() as session:
            feed = feed_state(session)
        after_seq = query.after_seq
        if after_seq and data_set.shares_seq:
            after_seq -= 1  # the cut may have fallen between two lines of one seq
        after = first_after(actor, feed, data_set.name, query.cursor, after_seq, query.epoch)
        ask = Ask(actor, Pseudonyms(export_key(settings), actor.id), after, deleted=query.deleted)
        run = queries.Run(after, feed.head)
        coding = chosen(accept_encoding)

        def finish() -> None:
            with db.write() as session:
                note_end(session, actor, data_set, {"format": query.format}, run, request_id)

        headers = {
            "Pathnote-Cursor": closing_cursor(actor, feed, data_set.name),
            "Pathnote-Epoch": feed.epoch,
            "Pathnote-Schema-Version": str(data_set.version),
            "Content-Disposition": f'attachment; filename="pathnote-{data_set.name}.{query.format}"',
            "Vary": "Accept-Encoding",
        }
        if coding != "identity":
            headers["Content-Encoding"] = coding
        pages = queries.pages(db, data_set, ask, run)
        return ExportStream(encoded(pages, query.format, coder(coding)), finish, headers, query.format)

    # What differs from one data set to the next: who may, and what can be asked.
    export.__annotations__["actor"] = Annotated[Actor, requires(data_set.permission)]
    export.__annotations__["query"] = Annotated[query_of(data_set), Query()]
    return export


for _data_set in DATA_SETS:
    router.add_api_route(
        f"/{_data_set.name}",
        exporting(_data_set),
        name=f"export_{_data_set.name}",
        summary=f"Export {_data_set.name}",
        description=f"{_data_set.row.__doc__}\n\n{_data_set.sensitivity}\n\nWith a cursor, what changed since. What "
        "changes while the export runs comes with the next one. Compressed when you accept `zstd` or `gzip`.",
        status_code=200,  # ExportStream has no default from which the documentation could tell
        response_class=ExportStream,
        responses={
            200: {
                "model": _data_set.row,
                "description": "Rows in the order of `seq`.",
                "content": {
                    MEDIA_TYPES["json"]: {
                        "schema": {
                            "type": "array",
                            "items": {"$ref": f"#/components/schemas/{_data_set.row.__name__}"},
                        }
                    },
                },
                "headers": {
                    name: {"description": said, "schema": {"type": "string"}}
                    for name, said in HEADERS.items()
                },
            },
            **declared(BadCursor, EpochChanged, CursorAhead, ScopeChanged, QuestionChanged),
        },
    )

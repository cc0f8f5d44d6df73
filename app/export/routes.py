"""Export over HTTP: complete, incremental, and safe to run again. One route for each line of the registry."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.changes.queries import feed_state
from app.export import parquet, queries, schemas
from app.export.asked import ExportQuery, query_of
from app.export.asking import asked, columns_of, question
from app.export.columns import picked
from app.export.commands import begin, note_end
from app.export.compression import chosen, coder
from app.export.dataset import DataSet
from app.export.datasets import DATA_SETS, by_schema_name
from app.export.position import closing_cursor, first_after
from app.export.problems import QuestionChanged, ScopeChanged
from app.export.pseudonyms import Pseudonyms, export_key
from app.export.stream import MEDIA_TYPES, ExportStream, encoded
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import BadCursor, CursorAhead, EpochChanged, NotFound, TooManyRequests
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
        return queries.manifest(session, actor, settings.export, Pseudonyms(export_key(settings), actor.id))


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
        if query.format == "parquet":
            parquet.refuse_if_missing()
        columns = columns_of(data_set, query)
        with db.read() as session:
            feed = feed_state(session)
            pseudonyms = Pseudonyms(export_key(settings), actor.id)
            ask = asked(session, actor, data_set, query, settings.export, pseudonyms)
        words = question(data_set, ask, columns)
        run = queries.Run(
            first_after(ask, feed, words, query.cursor, resumed_after(query, data_set), query.epoch),
            feed.head,
        )
        facts = {"format": query.format, **{name: said for name, said in words.items() if name != "data_set"}}
        with db.write() as session:
            begin(session, actor, settings.export, data_set, facts, run, request_id)

        def finish(sent: queries.Run) -> None:
            with db.write() as session:
                note_end(session, actor, data_set, facts, sent, request_id)

        # Parquet is compressed inside.
        coding = "identity" if query.format == "parquet" else chosen(accept_encoding)
        headers = {
            "Pathnote-Cursor": closing_cursor(ask, feed, words),
            "Pathnote-Epoch": feed.epoch,
            "Pathnote-Schema-Version": str(data_set.version),
            "Content-Disposition": f'attachment; filename="pathnote-{data_set.name}.{query.format}"',
            "Vary": "Accept-Encoding",
        }
        if coding != "identity":
            headers["Content-Encoding"] = coding
        pages = queries.pages(db, data_set, replace(ask, after=run.after), run)
        if columns is not None:
            pages = picked(pages, columns)
        if query.format == "parquet":
            chunks = parquet.parquet(pages, data_set, columns)
        else:
            chunks = encoded(pages, query.format, coder(coding))
        return ExportStream(chunks, run, finish, headers, query.format)

    # What differs from one data set to the next: who may, and what can be asked.
    export.__annotations__["actor"] = Annotated[Actor, requires(data_set.permission)]
    export.__annotations__["query"] = Annotated[query_of(data_set), Query()]
    return export


def resumed_after(query: ExportQuery, data_set: DataSet) -> int | None:
    """The row to go on after. Where several lines share a seq the cut may have fallen between two of them."""
    return query.after_seq - 1 if query.after_seq and data_set.shares_seq else query.after_seq


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
            **declared(
                parquet.ParquetMissing,
                BadCursor,
                EpochChanged,
                CursorAhead,
                ScopeChanged,
                QuestionChanged,
                TooManyRequests,
            ),
        },
    )

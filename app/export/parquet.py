"""Rows as a Parquet file, written group by group. Needs the optional extra: `pip install 'pathnote[parquet]'`.

The footer comes last, so a file that was cut can't be read at all: begin again, or take JSON Lines, which goes on.
"""

import io
from collections.abc import Iterable, Iterator, Set
from importlib.util import find_spec
from typing import Any

from app.export.dataset import DataSet
from app.export.schemas import row_schema
from app.kit.problems import NotAcceptable

# Some ten thousand rows.
BYTES_OF_A_GROUP = 8 << 20


class ParquetMissing(NotAcceptable):
    slug = "parquet-missing"
    title = "This server makes no Parquet files"
    advice = (
        "Its optional extra is not installed: whoever runs it can add it with `pip install 'pathnote[parquet]'`. "
        "JSON Lines is always on offer, and DuckDB, pandas and Polars read it as it is."
    )


def refuse_if_missing() -> None:
    """Raise ParquetMissing unless the extra is installed."""
    if not installed():
        raise ParquetMissing


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec("pyarrow") is not None


def parquet(
    pages: Iterable[list[bytes]], data_set: DataSet, columns: Set[str] | None
) -> Iterator[list[bytes]]:
    """The pieces of a file."""
    # Only now: it takes a third of a second and 60 MB, which nobody pays who does not ask for it.
    import pyarrow as pa
    from pyarrow import json as reader
    from pyarrow.parquet import ParquetWriter

    schema = arrow_schema(row_schema(data_set), columns)
    # Arrow's reader of JSON takes days and moments for texts; what they are is said to the texts afterwards.
    as_text = pa.schema(
        [(one.name, pa.string() if pa.types.is_temporal(one.type) else one.type) for one in schema]
    )
    options = reader.ParseOptions(explicit_schema=as_text, unexpected_field_behavior="error")
    sink = Sink()
    with ParquetWriter(sink, schema, compression="zstd") as writer:
        for lines in gathered(pages, BYTES_OF_A_GROUP):
            size = reader.ReadOptions(block_size=len(lines) + 1, use_threads=False)
            table = reader.read_json(io.BytesIO(lines), size, options)
            writer.write_table(table.cast(schema))
            yield [sink.taken()]
    yield [sink.taken()]


def gathered(pages: Iterable[list[bytes]], least: int) -> Iterator[bytes]:
    """Lines put together until a group is worth its own columns."""
    group: list[bytes] = []
    for page in pages:
        group += page
        if sum(map(len, group)) >= least:
            yield b"".join(group)
            group = []
    if group:
        yield b"".join(group)


def arrow_schema(schema: dict[str, Any], columns: Set[str] | None) -> Any:
    """The published JSON Schema in Arrow's types, so that a column of nulls has its type too."""
    import pyarrow as pa

    def type_of(said: dict[str, Any]) -> Any:
        said = next((one for one in said.get("anyOf", ()) if one.get("type") != "null"), {}) | said
        if "$ref" in said:
            fields = schema["$defs"][said["$ref"].rpartition("/")[2]]["properties"]
            return pa.struct([(name, type_of(field)) for name, field in fields.items()])
        if said.get("type") == "array":
            return pa.list_(type_of(said["items"]))
        if said.get("type") == "string":
            instant = pa.timestamp("us", tz="UTC") if said.get("x-zone") == "UTC" else pa.string()
            return {"date": pa.date32(), "date-time": instant}.get(said.get("format", ""), pa.string())
        return {"integer": pa.int64(), "boolean": pa.bool_()}[said["type"]]

    fields = schema["properties"].items()
    return pa.schema([(name, type_of(said)) for name, said in fields if columns is None or name in columns])


class Sink(io.RawIOBase):
    """Where the writer writes to, and whence the pieces are taken."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken

"""The manifest on the wire, and what each data set publishes of itself.

Within a version of a data set fields are added, never renamed, retyped or removed; a test compares with the copies in
`docs/`, which `python -m app.export.datasets` writes.
"""

from typing import Any, Literal

from pydantic import BaseModel, Field

from app.export.dataset import DataSet

Format = Literal["jsonl", "json", "parquet"]
PROMISE = "Within a version fields are added, never renamed, retyped or removed. Readers should let unknown ones pass."


def row_schema(data_set: DataSet) -> dict[str, Any]:
    """JSON Schema 2020-12 of one row."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": data_set.schema_path,
        "version": data_set.version,
        "$comment": PROMISE,
        **data_set.row.model_json_schema(mode="serialization"),
    }


def codebooks_of(data_set: DataSet) -> set[str]:
    """The code lists that the fields of a row are from."""
    extras = (field.json_schema_extra for field in data_set.row.model_fields.values())
    return {str(extra["x-codebook"]) for extra in extras if isinstance(extra, dict) and "x-codebook" in extra}


class DataSetOut(BaseModel):
    """One thing to export."""

    name: str = Field(examples=["entries"])
    href: str = Field(examples=["/api/v1/export/entries"])
    formats: list[Format]
    schema_href: str = Field(examples=["/api/v1/export/schema/entry.json"])
    schema_version: int
    key: list[str] = Field(description="Upsert by these.", examples=[["id"]])
    order: str = Field(description="Rows come in this order; of two rows with one key the later is newer.")
    rows: int = Field(description="Rows of an export without a cursor, at this moment.")
    deleted: int = Field(description="How many of them are marked as deleted.")
    cursor: str = Field(description="Stands for all of this data set up to `head`.")
    columns: list[str] = Field(description="What `columns` may name.")
    filters: list[str] = Field(description="Parameters that narrow it.")
    sensitivity: str = Field(description="How to handle it.")


class Manifest(BaseModel):
    """What there is to export, as it stands now."""

    server_id: str
    epoch: str = Field(description="Changes when the server is restored from a backup: cursors end with it.")
    head: int = Field(description="The newest place in the change sequence.")
    cursor: str = Field(description="Of `entries`, up to `head`. An export's own header closes that run.")
    generated_at: str
    taxonomy_version: int = Field(description="Grows with every change of any code list.")
    licence: str
    sensitivity: str = Field(description="Of all data sets together; each has a note of its own.")
    compatibility: str = Field(description="What a consumer may rely on.")
    datasets: list[DataSetOut]
    codebook: list[dict[str, Any]] = Field(
        description="Every code list with its terms, as in `/vocabularies`."
    )

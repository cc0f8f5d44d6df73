"""The registry of data sets. To add one:

1. Write `app/export/datasets/<name>.py`, after the pattern of `vocabularies.py` (the shortest) or `entries.py`:
   a `Row` with a description on each field, among them `rev`, `seq`, `deleted`; a function that selects what exists
   for the one who asks, its first column the `seq` by which rows come (unique, taken from `changes`, so that no reader
   skips one); a function that turns those rows into lines of JSON; a function that counts. At the end
   `DATA_SET = DataSet(…)`. A field that holds a code names its list: `json_schema_extra={"x-codebook": "region"}`.
2. Add its line to `DATA_SETS` below.
3. `python -m app.export.datasets` writes the copy of its schema to `docs/export-<schema_name>.schema.json`; read the
   difference, since what was published is a promise: fields are added, never renamed, retyped or removed.

Route, OpenAPI, manifest, schema, cursor, resumed runs, columns, compression, Parquet, trail and throttle follow from
the line; `tests/export/test_datasets.py` then holds each data set to what all of them promise.
"""

from app.export.dataset import DataSet
from app.export.datasets import actions, entries, revisions, themes, vocabularies

DATA_SETS: tuple[DataSet, ...] = (
    entries.DATA_SET,
    vocabularies.DATA_SET,
    revisions.DATA_SET,
    themes.DATA_SET,
    actions.DATA_SET,
)


def by_schema_name(name: str) -> DataSet | None:
    """The data set whose row, or which itself, has this name."""
    return next((one for one in DATA_SETS if name in (one.schema_name, one.name)), None)

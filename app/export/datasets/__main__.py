"""`python -m app.export.datasets`: write the copies of the published schemas, to be read as a difference."""

import json
from pathlib import Path

from app.export.datasets import DATA_SETS
from app.export.schemas import row_schema

DOCS = Path(__file__).parents[3] / "docs"


def copy_of(schema_name: str) -> Path:
    """Where the copy of a schema lies."""
    return DOCS / f"export-{schema_name}.schema.json"


if __name__ == "__main__":
    for data_set in DATA_SETS:
        copy_of(data_set.schema_name).write_text(f"{json.dumps(row_schema(data_set), indent=2)}\n", "utf-8")

"""What may be asked of every data set; each adds its own filters."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from app.export.dataset import DataSet, Deleted
from app.export.schemas import Format
from app.kit.wire import Uuid


class ExportQuery(BaseModel):
    """What to export, and from where on."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    format: Format = Field(
        "jsonl", description="JSON Lines, one JSON array, or Parquet if the server has it."
    )
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
    deleted: Deleted = Field(
        "rows",
        description="`rows`: what was taken back comes among the rows. `only`: nothing else comes, as a data set of "
        "its own. `none`: it does not come.",
    )
    columns: str | None = Field(
        None,
        max_length=1_000,
        description="Some columns, with commas between them; the key, `rev`, `seq` and `deleted` always come.",
    )


def query_of(data_set: DataSet) -> type[ExportQuery]:
    """The parameters of a data set's route."""
    bases: tuple[Any, ...] = (ExportQuery, data_set.filters)
    return create_model(f"{data_set.row.__name__}Query", __base__=bases)

"""`pathnote import`: existing notes become entries."""

from pathlib import Path
from typing import Annotated

import typer


def import_file(
    file: Annotated[Path, typer.Argument(help="JSON Lines or CSV, in UTF-8.")],
) -> None:
    """Take in existing notes as entries."""
    raise typer.Exit(2)

"""What a route asks for by type: the database, the settings, the request's id."""

from typing import Annotated

from fastapi import Depends, Request

from app.config import Settings
from app.kit.db import Database


def database(request: Request) -> Database:
    """The one database of this process."""
    db: Database = request.app.state.database
    return db


def settings(request: Request) -> Settings:
    """The settings that `create_app` was given."""
    given: Settings = request.app.state.settings
    return given


def request_id(request: Request) -> str | None:
    """The id under which this request stands in the log and the trail."""
    return getattr(request.state, "request_id", None)


Db = Annotated[Database, Depends(database)]
Config = Annotated[Settings, Depends(settings)]
RequestId = Annotated[str | None, Depends(request_id)]

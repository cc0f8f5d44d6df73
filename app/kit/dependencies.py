"""What a route asks for by type: the database, the settings, the request's id.

All `async`: FastAPI sends each plain function through its threadpool, which costs more than these do.
"""

from typing import Annotated

from fastapi import Depends, Request

from app.config import Settings
from app.kit.db import Database


async def database(request: Request) -> Database:
    """The one database of this process."""
    db: Database = request.app.state.database
    return db


async def settings(request: Request) -> Settings:
    """The settings that `create_app` was given."""
    given: Settings = request.app.state.settings
    return given


async def request_id(request: Request) -> str | None:
    """The id under which this request stands in the log and the trail."""
    return getattr(request.state, "request_id", None)


Db = Annotated[Database, Depends(database)]
Config = Annotated[Settings, Depends(settings)]
RequestId = Annotated[str | None, Depends(request_id)]

"""Is the process alive, and can it serve?"""

from fastapi import APIRouter
from sqlalchemy import text

from app.auth.dependencies import PUBLIC
from app.kit.dependencies import Db
from app.kit.openapi import declared
from app.kit.problems import StorageFull, Unavailable

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live", openapi_extra=PUBLIC)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/ready", openapi_extra=PUBLIC, responses=declared(Unavailable, StorageFull))
def ready(db: Db) -> dict[str, str]:
    """The database takes writes: a read alone would still say yes on a full disk."""
    with db.write() as session:
        # There and back: SQLite writes nothing at all for a row that stays as it is.
        session.execute(text("UPDATE feed SET head = head + 1 WHERE id = 1"))
        session.execute(text("UPDATE feed SET head = head - 1 WHERE id = 1"))
    return {"status": "ok"}

"""The lead's figures over HTTP."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.entries.schemas import AuthorOut
from app.kit.dependencies import Config, Db
from app.kit.wire import Code, LocalDate
from app.themes import loop
from app.themes.words import OwnerFunction, Status

router = APIRouter(prefix="/loop", tags=["themes"])


class LoopQuery(BaseModel):
    """Which entries: by the day of their arrival, and where."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    since: LocalDate | None = Field(
        None, alias="from", description="First day; 90 before the last by default."
    )
    until: LocalDate | None = Field(None, alias="to", description="Last day; today by default.")
    region: list[Code] = Field([], max_length=50, description="With all below it.")


class LoopStepOut(BaseModel):
    """One step of the way."""

    step: Literal["arrived", "read", "theme", "decision", "heard_back"]
    n: int = Field(description="Entries that came so far.")
    share: float = Field(description="Of all entries of the time.")
    median_hours: float | None = Field(description="From the step before it that was taken.")
    p90_hours: float | None


class UnreadOut(BaseModel):
    """An entry that no lead has opened."""

    entry_id: str
    arrived_at: str
    visited_on: str
    barrier: str | None
    region: str | None
    author: AuthorOut


class NeverReadOut(BaseModel):
    """How many, and the oldest of them."""

    n: int
    items: list[UnreadOut]


class StuckThemeOut(BaseModel):
    """An open theme without a step for a month."""

    id: str
    conclusion: str
    status: Status
    since: str
    days: int
    owner_functions: list[OwnerFunction] = Field(description="Who owes an open action of it.")


class OwedOut(BaseModel):
    """What one function owes."""

    owner_function: OwnerFunction
    open: int
    overdue: int
    oldest_due_on: str | None


class StuckOut(BaseModel):
    """What does not move, and with whom."""

    themes: list[StuckThemeOut]
    functions: list[OwedOut]


class LoopOut(BaseModel):
    """How long each step takes."""

    model_config = ConfigDict(populate_by_name=True)

    since: str = Field(alias="from")
    until: str = Field(alias="to")
    entries: int
    steps: list[LoopStepOut]
    never_read: NeverReadOut
    stuck: StuckOut


@router.get("", response_model=LoopOut)
def read_loop(
    actor: Annotated[Actor, requires(Permission.LOOP_READ)],
    db: Db,
    settings: Config,
    query: Annotated[LoopQuery, Query()],
) -> dict[str, Any]:
    """How long an entry takes to arrive, to be read, to stand behind a theme, to a decision, and back to its author."""
    with db.read() as session:
        return loop.loop(
            session, actor, settings.themes, settings.time_zone, query.since, query.until, query.region
        )

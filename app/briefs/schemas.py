"""Cards on the wire."""

from datetime import date

from pydantic import BaseModel

from app.themes.schemas import PlaceOut
from app.themes.words import ActionStatus, OwnerFunction, Status


class CountOut(BaseModel):
    """One side of the evidence."""

    entries: int
    hcps: int
    hcos: int
    places: int
    one_voice: bool


class CardActionOut(BaseModel):
    """What was agreed."""

    id: str
    what: str
    owner_function: OwnerFunction
    due_on: date | None
    status: ActionStatus
    outcome: str | None


class CardOut(BaseModel):
    """A tentative conclusion to react to."""

    id: str
    barrier: str
    sub_barrier: str | None
    place: PlaceOut
    conclusion: str
    status: Status
    closed_because: str | None
    supports: CountOut
    contradicts: CountOut
    refines: CountOut
    last_heard_on: date | None
    actions: list[CardActionOut]
    line_to_take_back: str | None
    changed_at: str


class BriefOut(BaseModel):
    """Cards for one place."""

    items: list[CardOut]

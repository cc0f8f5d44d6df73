"""A session that was just opened, and how long it lives."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.queries import PersonCard
from app.config import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """The secret goes into the cookie and is nowhere stored; the id is no secret."""

    secret: str
    expires_at: datetime
    person: PersonCard
    session_id: str


def lifetime(settings: Settings, roles: tuple[str, ...]) -> timedelta:
    """A phone in the field is offline for days; a desk is not."""
    return settings.sessions.field_lifetime if roles == ("msl",) else settings.sessions.desk_lifetime

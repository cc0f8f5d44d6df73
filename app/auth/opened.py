"""A session that was just opened, and how long it lives."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.queries import PersonCard
from app.config import Settings
from app.kit.clock import now


@dataclass(frozen=True, slots=True)
class Opened:
    """The secret goes into the cookie and is nowhere stored; the id is no secret."""

    secret: str
    expires_at: datetime
    person: PersonCard
    session_id: str


def end_of(settings: Settings, roles: tuple[str, ...], begun: datetime) -> datetime:
    """When a session ends that is used now: so long after this use, and so long after it began at the latest."""
    lives = settings.sessions
    # A phone in the field is offline for days; a desk is not.
    if roles == ("msl",):
        return min(now() + lives.field_lifetime, begun + lives.field_longest)
    return min(now() + lives.desk_lifetime, begun + lives.desk_longest)

"""Reading how far the sequence has come."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

READ = text("SELECT head, server_id, epoch, rev_floor FROM feed WHERE id = 1")


@dataclass(frozen=True, slots=True)
class FeedState:
    """The newest stamp, the names of this server and of its present life, and what all revs of this life are above."""

    head: int
    server_id: str
    epoch: str
    rev_floor: int = 0


def feed_state(session: Session) -> FeedState:
    """The state as this session's snapshot sees it."""
    row = session.execute(READ).one()
    return FeedState(row.head, str(row.server_id), str(row.epoch), row.rev_floor)

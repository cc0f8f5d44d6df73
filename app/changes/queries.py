"""Reading how far the sequence has come."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

READ = text("SELECT head, server_id, epoch FROM feed WHERE id = 1")


@dataclass(frozen=True, slots=True)
class FeedState:
    """The newest stamp, and the names of this server and of its present life."""

    head: int
    server_id: str
    epoch: str


def feed_state(session: Session) -> FeedState:
    """The state as this session's snapshot sees it."""
    row = session.execute(READ).one()
    return FeedState(head=row.head, server_id=str(row.server_id), epoch=str(row.epoch))

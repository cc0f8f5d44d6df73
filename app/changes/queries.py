"""Reading how far the sequence has come."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from app.kit import driver

READ = "SELECT head, server_id, epoch, rev_floor FROM feed WHERE id = 1"


@dataclass(frozen=True, slots=True)
class FeedState:
    """The newest stamp, the names of this server and of its present life, and what all revs of this life are above."""

    head: int
    server_id: str
    epoch: str
    rev_floor: int = 0


def feed_state(session: Session) -> FeedState:
    """The state as this session's snapshot sees it."""
    head, server_id, epoch, rev_floor = driver.run(session, READ).one()
    return FeedState(head, str(server_id), str(epoch), rev_floor)


def feed_names(session: Session) -> FeedState:
    """The same, asked for once in a transaction: names never change within one. Its `head` may be behind."""
    state: FeedState = session.info.get(FeedState) or feed_state(session)
    session.info[FeedState] = state
    return state


def has_newer(session: Session, table: Any, since: int) -> bool:
    """Whether a table has rows stamped after `since`. Asked first: of most tables a pull brings nothing, and whom a
    row is for takes much longer to ask than whether there is one."""
    return session.connection().execute(newest_of(str(table.name)), {"since": since}).first() is not None


@cache
def newest_of(name: str) -> TextClause:
    """Made once for each table; `name` is our own word."""
    return text(f"SELECT 1 FROM {name} WHERE seq > :since LIMIT 1")  # noqa: S608

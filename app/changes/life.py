"""The life of a server: its name, and the epoch that changes when an older state of the database comes back.

`epoch.json` beside the database remembers how far the sequence had come. A database that is behind it, or that belongs
to another epoch, was put back from a backup: phones must then be told, or they would skip what is given out twice.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.changes.models import Feed
from app.changes.queries import FeedState, feed_state
from app.kit.clock import new_id
from app.kit.tables import column

FILE = "epoch.json"
# More often than this no entry is changed between two restores.
REVS_OF_AN_EPOCH = 1_000_000


def begin(session: Session) -> None:
    """Give an empty database its name and first epoch; afterwards hold the sequence's lock."""
    if session.execute(select(column(Feed.id))).first() is None:
        session.execute(insert(Feed).values(id=1, head=0, server_id=new_id(), epoch=new_id()))
    session.execute(select(column(Feed.head)).with_for_update())


def note_restore(session: Session, data: Path) -> bool:
    """Start a new epoch when the database is older than what was remembered outside it. True when it did."""
    remembered, state = recall(data), feed_state(session)
    if remembered is None or remembered.server_id != state.server_id:
        return False
    if remembered.epoch == state.epoch and remembered.head <= state.head:
        return False
    begin_epoch(session, remembered)
    return True


def begin_epoch(session: Session, remembered: FeedState | None) -> None:
    """From now on every cursor given out before is of another life, and no rev is given out twice.

    The same backup may come back twice: the floor is above what was remembered outside it as well.
    """
    floor = max(feed_state(session).rev_floor, remembered.rev_floor if remembered else 0)
    session.execute(update(Feed).values(epoch=new_id(), rev_floor=floor + REVS_OF_AN_EPOCH))


def remember(data: Path, state: FeedState) -> None:
    """Write down outside the database how far the sequence has come."""
    data.mkdir(parents=True, exist_ok=True)
    # A name of its own: a command at the terminal may write at the same moment as the server.
    waiting = data / f"{FILE}.{os.getpid()}"
    waiting.write_text(json.dumps(asdict(state)), "utf-8")
    waiting.replace(data / FILE)


def recall(data: Path) -> FeedState | None:
    """What was written down, if it was."""
    try:
        return FeedState(**json.loads((data / FILE).read_text("utf-8")))
    except FileNotFoundError:
        return None

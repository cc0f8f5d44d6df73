"""Where a consumer stands: the cursor of an export.

It names the life of the server (a restore from a backup starts another), the place in the change sequence, and a
digest of what its owner could see: with a wider scope, older rows would be missing for ever without a word about it.
"""

import hashlib
import json

from app.auth.actor import Actor
from app.changes.queries import FeedState
from app.export.problems import ScopeChanged
from app.kit import cursors
from app.kit.problems import BadCursor, CursorAhead, EpochChanged

CURSOR = "export"


def closing_cursor(actor: Actor, feed: FeedState) -> str:
    """The cursor that stands for all up to the head."""
    return cursors.encode(CURSOR, feed.epoch, scope_mark(actor), feed.head)


def first_after(
    actor: Actor, feed: FeedState, cursor: str | None, after_seq: int | None, epoch: str | None
) -> int:
    """The seq after which a run goes on. Raises BadCursor, EpochChanged, CursorAhead, ScopeChanged."""
    places = [0]
    if cursor is not None:
        given, mark, seq = cursors.decode(CURSOR, cursor, str, str, int)
        if not isinstance(seq, int) or seq < 0:
            raise BadCursor
        refuse_other_epoch(feed, given)
        if mark != scope_mark(actor):
            raise ScopeChanged
        places.append(seq)
    if epoch is not None:
        refuse_other_epoch(feed, epoch)
    if after_seq is not None:
        places.append(after_seq)
    if max(places) > feed.head:
        raise CursorAhead(AHEAD, epoch=feed.epoch, head=feed.head)
    return max(places)


AHEAD = "The server has not come that far. Export once without a cursor, and replace what you hold."
OTHER_EPOCH = (
    "The server was restored from a backup. Export once without a cursor, and replace what you hold."
)


def refuse_other_epoch(feed: FeedState, epoch: object) -> None:
    """Raise EpochChanged unless this is the server's present life."""
    if epoch != feed.epoch:
        raise EpochChanged(OTHER_EPOCH, epoch=feed.epoch)


def scope_mark(actor: Actor) -> str:
    """A short digest of what decides which entries an actor sees."""
    own = actor.id if "msl" in actor.roles else None
    regions = None if actor.regions is None else sorted(actor.regions)
    said = json.dumps([sorted(actor.roles), regions, own])
    return hashlib.sha256(said.encode()).hexdigest()[:16]

"""Where a consumer stands: the cursor of an export.

It names the life of the server (a restore from a backup starts another), the place in the change sequence, and two
digests: of what its owner could see, and of what was asked. With a wider scope or another filter, older rows would be
missing for ever without a word about it.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.changes.queries import FeedState
from app.export.dataset import Ask
from app.export.problems import QuestionChanged, ScopeChanged
from app.kit import cursors
from app.kit.problems import BadCursor, CursorAhead, EpochChanged

CURSOR = "export"
Question = Mapping[str, Any]
AHEAD = "The server has not come that far. Export once without a cursor, and replace what you hold."
OTHER_EPOCH = (
    "The server was restored from a backup. Export once without a cursor, and replace what you hold."
)


def closing_cursor(ask: Ask, feed: FeedState, question: Question) -> str:
    """The cursor that stands for all up to the head."""
    return cursors.encode(CURSOR, feed.epoch, scope_mark(ask), mark(question), feed.head)


def first_after(
    ask: Ask,
    feed: FeedState,
    question: Question,
    cursor: str | None,
    after_seq: int | None,
    epoch: str | None,
) -> int:
    """The seq after which a run goes on. Raises BadCursor, EpochChanged, CursorAhead, ScopeChanged, QuestionChanged."""
    places = [0]
    if cursor is not None:
        given, scope, asked, seq = cursors.decode(CURSOR, cursor, str, str, str, int)
        if not isinstance(seq, int) or seq < 0:
            raise BadCursor
        refuse_other_epoch(feed, given)
        if scope != scope_mark(ask):
            raise ScopeChanged
        if asked != mark(question):
            raise QuestionChanged
        places.append(seq)
    if epoch is not None:
        refuse_other_epoch(feed, epoch)
    if after_seq is not None:
        places.append(after_seq)
    if max(places) > feed.head:
        raise CursorAhead(AHEAD, epoch=feed.epoch, head=feed.head)
    return max(places)


def refuse_other_epoch(feed: FeedState, epoch: object) -> None:
    """Raise EpochChanged unless this is the server's present life."""
    if epoch != feed.epoch:
        raise EpochChanged(OTHER_EPOCH, epoch=feed.epoch)


def scope_mark(ask: Ask) -> str:
    """A short digest of what decides which entries are seen, and how their regions are."""
    actor = ask.actor
    own = actor.id if "msl" in actor.roles else None
    regions = None if actor.regions is None else sorted(actor.regions)
    return mark([sorted(actor.roles), regions, own, ask.merged])


def mark(said: Any) -> str:
    """A short digest."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]

"""Cards for a phone to keep, and cards for one place."""

from typing import Any

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.auth.permissions import Permission
from app.briefs.cards import cards
from app.changes.queries import has_newer
from app.kit.json_text import compact
from app.kit.tables import column, table
from app.themes.access import in_scope, was_in_scope
from app.themes.models import Theme
from app.themes.words import PLACE
from app.vocabulary.queries import regions_above, regions_below


def card_items(session: Session, actor: Actor, since: int, limit: int) -> list[tuple[int, str]]:
    """Themes stamped after `since` as items of a pull: a card, or a tombstone for one that is gone from here."""
    if not actor.may(Permission.BRIEF_READ) or not has_newer(session, table(Theme), since):
        return []
    here = case((in_scope(actor), 1), else_=0).label("here")
    rows = session.execute(
        select(table(Theme), here)
        .where(column(Theme.seq) > since, or_(in_scope(actor), was_in_scope(actor)))
        .order_by(column(Theme.seq))
        .limit(limit)
    ).all()
    made = {one["id"]: one for one in cards(session, [row for row in rows if is_alive(row)])}
    return [(row.seq, item(row, made.get(row.id))) for row in rows]


def is_alive(row: Any) -> bool:
    """Whether a phone in the actor's regions is to hold it."""
    return bool(row.here) and row.merged_into is None


def item(row: Any, card: dict[str, Any] | None) -> str:
    """A theme as an item."""
    deleted = "true" if card is None else "false"
    return (
        f'{{"kind":"theme","id":"{row.id}","rev":{row.rev},"seq":{row.seq},"deleted":{deleted},'
        f'"data":{compact(card)}}}'
    )


def brief(session: Session, actor: Actor, asked: dict[str, str | None], limit: int) -> list[dict[str, Any]]:
    """Cards whose place goes with the one asked for: open ones first, the nearest place first, then the most places."""
    wanted = select(table(Theme)).where(column(Theme.merged_into).is_(None), in_scope(actor))
    for name in PLACE:
        if (code := asked.get(name)) is not None:
            there = column(getattr(Theme, name))
            fits = there == code if name != "region" else around(there, code)
            wanted = wanted.where(or_(there.is_(None), fits))

    def rank(row: Any) -> tuple[Any, ...]:
        return row.status in ("changed", "closed"), -nearness(row, asked), -row.places, row.no

    rows = sorted(session.execute(wanted).all(), key=rank)
    return cards(session, rows[:limit])


def around(region: Any, code: str) -> Any:
    """A region, what lies in it and what it lies in."""
    return or_(region.in_(regions_below([code])), region.in_(regions_above([code])))


def nearness(row: Any, asked: dict[str, str | None]) -> int:
    """How many parts of a place are the same; a region around or inside it is less near than the region itself."""
    return sum(
        2 if getattr(row, name) == code else 1 if getattr(row, name) is not None else 0
        for name, code in asked.items()
        if code is not None
    )

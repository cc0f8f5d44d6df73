"""What every command on themes does: lock, look whether it may, write, settle what follows, say so in the trail."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.changes.commands import lock_sequence
from app.changes.queries import feed_state
from app.config import ThemeSettings
from app.entries import journeys
from app.entries.models import Entry
from app.entries.queries import visible_entries
from app.kit.problems import FieldError, Invalid, NotAllowed
from app.kit.tables import column, table
from app.themes import access, queries
from app.themes.live import ERASED
from app.themes.models import Theme
from app.themes.problems import ThemeChanged
from app.vocabulary.queries import Codes, codes


def held(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    *,
    rev: int | None = None,
    entries: Iterable[str] = (),
) -> Any:
    """A theme to be changed, nobody else's until commit. Raises NotFound, NotAllowed, ThemeChanged.

    Entries that will be pointed to are locked first: the sequence is the last lock.
    """
    if ids := list(entries):
        journeys.lock_entries(session, ids)
    lock_sequence(session)
    row = queries.found_theme(session, actor, settings, theme_id)
    refuse_beyond(session, actor, row.region)
    if rev is not None and rev != row.rev:
        raise ThemeChanged(rev=row.rev)
    return row


def refuse_beyond(session: Session, actor: Actor, region: str | None) -> None:
    """Raise NotAllowed when a theme in this region is not the actor's to curate."""
    allowed = access.can_curate(actor, region, access.regions_in_reach(session, actor))
    if allowed is not True:
        raise NotAllowed(allowed)


def next_rev(session: Session, row: Any = None) -> int:
    """One on, and above every rev of the server's earlier lives."""
    return max(row.rev if row else 0, feed_state(session).rev_floor) + 1


def write(session: Session, row: Any, values: Mapping[str, Any]) -> None:
    """What a lead changed."""
    session.execute(
        update(table(Theme)).where(column(Theme.id) == row.id).values(rev=next_rev(session, row), **values)
    )


def wrong_codes(known: Codes, values: Mapping[str, Any], at: str = "") -> list[FieldError]:
    """Codes that no list has, or that do not go together."""
    place = values.get("place") or {}
    given = {"barrier": ("", values.get("barrier")), "sub_barrier": ("", values.get("sub_barrier"))}
    given |= {name: ("/place", code) for name, code in place.items()}
    errors = [
        FieldError(f"{at}{where}/{name}", f"No such {name.replace('_', ' ')} code.")
        for name, (where, code) in given.items()
        if code is not None and code not in known.by_vocabulary.get(name, frozenset())
    ]
    expected = known.barrier_of.get(values.get("sub_barrier") or "")
    if not errors and expected is not None and expected != values.get("barrier"):
        errors.append(FieldError(f"{at}/sub_barrier", f"This sub-barrier belongs under '{expected}'."))
    return errors


def refuse_wrong(session: Session, values: Mapping[str, Any]) -> None:
    """Raise Invalid for codes that do not exist or do not go together."""
    if errors := wrong_codes(codes(session), values):
        raise Invalid(errors=errors)


def refuse_unlinkable(session: Session, actor: Actor, ids: list[str], at: str) -> None:
    """Raise Invalid with a pointer to each entry that can't stand behind a theme."""
    rows = session.execute(
        visible_entries(
            actor, column(Entry.id), column(Entry.kind), column(Entry.deleted), ERASED.label("erased")
        ).where(column(Entry.id).in_(sorted(set(ids))))
    )
    there = {row.id: row for row in rows}
    errors = []
    for place, entry_id in enumerate(ids):
        row = there.get(entry_id)
        why = None
        if row is None:
            why = "There is no such entry."
        elif row.deleted:
            why = "Its author has retracted this entry."
        elif row.erased:
            why = "What this entry said was erased."
        elif row.kind == "nothing_new":
            why = "A visit without news is no evidence."
        if why:
            errors.append(FieldError(f"/{at}/{place}/entry_id", why))
    if errors:
        raise Invalid(errors=errors)


def note(
    session: Session, action: Action, actor: Actor, theme_id: str, request_id: str | None, **facts: object
) -> None:
    """The line in the trail: ids, codes and counts, never what a conclusion says."""
    record(
        session,
        action,
        actor_id=actor.id,
        object_kind="theme",
        object_id=theme_id,
        request_id=request_id,
        **facts,
    )


def stances_of(links: Iterable[Any]) -> dict[str, str]:
    """What each entry does; the last word about one counts."""
    return {link.entry_id: link.stance for link in links}

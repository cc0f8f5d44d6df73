"""Merging and splitting themes: no link is lost, none is there twice, and old ids go on leading somewhere."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.auth.actor import Actor
from app.config import ThemeSettings
from app.kit.clock import now
from app.kit.problems import Conflict, FieldError, Invalid
from app.kit.tables import column, table
from app.themes import links, queries
from app.themes.changing import held, note, refuse_beyond, refuse_wrong, write
from app.themes.inserting import insert_step, insert_theme
from app.themes.models import Link
from app.themes.schemas import MergeIn, SplitIn
from app.themes.settling import entries_of, leave, settle, tell

Page = dict[str, Any]


def merge_themes(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    given: MergeIn,
    request_id: str | None,
) -> Page:
    """Everything behind one theme goes to another, and the old id leads there. Raises as `held`, and Conflict."""
    source = held(session, actor, settings, theme_id, rev=given.rev)
    target = held(session, actor, settings, given.into)
    if source.id == target.id:
        raise Conflict("This is the same theme already. Choose another one to merge into.")
    at = now()
    links.carry_over(session, source.id, target.id)
    leave(session, source, into=target.id)
    write(session, target, {})
    insert_step(session, actor, target.id, target.status, target.status, given.why)
    settle(session, [source.id, target.id], at)
    tell(session, entries_of(session, [target.id]), at)
    note(session, Action.THEME_MERGED, actor, source.id, request_id, into=target.id)
    return queries.theme_page(session, actor, settings, target.id)


def split_theme(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    given: SplitIn,
    request_id: str | None,
) -> Page:
    """Some of the entries make a theme of their own. Raises as `held`, and Invalid for one that is not here."""
    chosen = sorted(set(given.entries))
    theme = held(session, actor, settings, theme_id, entries=chosen)
    there = queries.linked(session, theme.id, chosen)
    errors = [
        FieldError(f"/entries/{place}", "This entry is not behind this theme.")
        for place, one in enumerate(given.entries)
        if one not in there
    ]
    if errors:
        raise Invalid(errors=errors)
    same = {"barrier": theme.barrier, "sub_barrier": theme.sub_barrier, "place": queries.place_of(theme)}
    sent = {name: value for name, value in given.model_dump(exclude={"entries"}).items() if value is not None}
    values = same | sent
    if values["barrier"] != theme.barrier and given.sub_barrier is None:
        values["sub_barrier"] = None
    refuse_wrong(session, values)
    refuse_beyond(session, actor, values["place"]["region"])
    at = now()
    new = insert_theme(session, actor, values, "Split from another theme.")
    session.execute(
        update(table(Link))
        .where(column(Link.theme_id) == theme.id, column(Link.entry_id).in_(chosen))
        .values(theme_id=new)
    )
    write(session, theme, {})
    settle(session, [theme.id, new], at)
    tell(session, chosen, at)
    note(session, Action.THEME_SPLIT, actor, theme.id, request_id, into=new, entries=len(chosen))
    return queries.theme_page(session, actor, settings, new)

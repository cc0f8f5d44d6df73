"""What leads do with themes: gather, reword, climb, answer. One function for each intention."""

from typing import Any

from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.auth.actor import Actor
from app.changes.commands import lock_sequence
from app.config import ThemeSettings
from app.entries import journeys
from app.kit.clock import now
from app.kit.problems import FieldError, Invalid
from app.themes import links, queries
from app.themes.changing import (
    held,
    note,
    refuse_beyond,
    refuse_unlinkable,
    refuse_wrong,
    stances_of,
    write,
)
from app.themes.inserting import insert_step, insert_theme
from app.themes.problems import ReactionStands, StepNotPossible
from app.themes.rules import refuse_too_early
from app.themes.schemas import LineIn, LinksIn, StepIn, ThemeChange, ThemeIn
from app.themes.settling import entries_of, leave, settle, tell
from app.themes.words import CLOSED, LADDER, possible

Page = dict[str, Any]


def create_theme(
    session: Session, actor: Actor, settings: ThemeSettings, given: ThemeIn, request_id: str | None
) -> Page:
    """A tentative conclusion with the entries it was gathered from. Raises Invalid, NotAllowed."""
    at, stances = now(), stances_of(given.entries)
    values = given.model_dump(exclude={"entries"})
    journeys.lock_entries(session, stances)
    lock_sequence(session)
    refuse_beyond(session, actor, given.place.region)
    refuse_wrong(session, values)
    refuse_unlinkable(session, actor, [link.entry_id for link in given.entries], "entries")
    theme_id = insert_theme(session, actor, values, "Gathered from what was heard.")
    links.put(session, actor.id, theme_id, stances, at)
    settle(session, [theme_id], at)
    tell(session, stances, at, read_by=actor.id)
    note(session, Action.THEME_CREATED, actor, theme_id, request_id, entries=len(stances))
    return queries.theme_page(session, actor, settings, theme_id)


def change_theme(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    given: ThemeChange,
    request_id: str | None,
) -> Page:
    """Another wording, barrier or place. Raises NotFound, NotAllowed, ThemeChanged, Invalid."""
    theme = held(session, actor, settings, theme_id, rev=given.rev)
    before = {"barrier": theme.barrier, "sub_barrier": theme.sub_barrier, "conclusion": theme.conclusion}
    after = (
        before | {"place": queries.place_of(theme)} | given.model_dump(exclude_unset=True, exclude={"rev"})
    )
    if wrong := [name for name in ("barrier", "place", "conclusion") if after[name] is None]:
        raise Invalid(
            errors=[FieldError(f"/{name}", "Can't be empty; leave it out to keep it.") for name in wrong]
        )
    if after["barrier"] != theme.barrier and "sub_barrier" not in given.model_fields_set:
        after["sub_barrier"] = None
    refuse_wrong(session, after)
    place = after.pop("place")
    if place["region"] != theme.region:
        refuse_beyond(session, actor, place["region"])
        leave(session, theme, into=theme.id)
    write(session, theme, after | place | {"words": queries.folded(after["conclusion"])})
    settle(session, [theme.id], now())
    tell(session, entries_of(session, [theme.id]), now())
    changed = sorted(given.model_fields_set - {"rev"})
    note(session, Action.THEME_CHANGED, actor, theme.id, request_id, fields=changed)
    return queries.theme_page(session, actor, settings, theme.id)


def take_step(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    given: StepIn,
    request_id: str | None,
) -> Page:
    """Up, back, out or in again. Raises NotFound, NotAllowed, ThemeChanged, StepNotPossible and what rules say."""
    theme = held(session, actor, settings, theme_id, rev=given.rev)
    if given.status not in possible(theme.status):
        raise StepNotPossible(may=possible(theme.status))
    if (
        given.status in LADDER
        and theme.status in LADDER
        and LADDER.index(given.status) > LADDER.index(theme.status)
    ):
        refuse_too_early(session, theme, given.status, settings)
    at = now()
    because = given.why if given.status == CLOSED else None
    write(session, theme, {"status": given.status, "status_at": at, "closed_because": because})
    insert_step(session, actor, theme.id, given.status, theme.status, given.why)
    settle(session, [theme.id], at)
    tell(session, entries_of(session, [theme.id]), at)
    note(
        session,
        Action.THEME_STEPPED,
        actor,
        theme.id,
        request_id,
        status=given.status,
        before=theme.status,
    )
    return queries.theme_page(session, actor, settings, theme.id)


def set_line(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    given: LineIn,
    request_id: str | None,
) -> Page:
    """What may be said to the HCP, and whether it may. Raises NotFound, NotAllowed, ThemeChanged, Invalid."""
    theme = held(session, actor, settings, theme_id, rev=given.rev)
    if given.cleared and given.line is None:
        raise Invalid(errors=[FieldError("/line", "Write the sentence that is to be cleared.")])
    at = now()
    same = given.cleared and theme.cleared_at is not None and given.line == theme.line_to_take_back
    cleared_at = theme.cleared_at if same else at if given.cleared else None
    cleared_by = theme.cleared_by if same else actor.id if given.cleared else None
    write(
        session,
        theme,
        {"line_to_take_back": given.line, "cleared_at": cleared_at, "cleared_by": cleared_by},
    )
    settle(session, [theme.id], at)
    tell(session, entries_of(session, [theme.id]), at)
    note(session, Action.THEME_LINE_SET, actor, theme.id, request_id, cleared=given.cleared)
    return queries.theme_page(session, actor, settings, theme.id)


def link_entries(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    given: LinksIn,
    request_id: str | None,
) -> Page:
    """Put entries behind a theme, or change what they do to it. Raises as `held`, Invalid, ReactionStands."""
    at, stances = now(), stances_of(given.links)
    theme = held(session, actor, settings, theme_id, entries=stances)
    refuse_unlinkable(session, actor, [link.entry_id for link in given.links], "links")
    links.put(session, actor.id, theme.id, stances, at)
    settle(session, [theme.id], at)
    tell(session, stances, at, read_by=actor.id)
    note(session, Action.THEME_LINKED, actor, theme.id, request_id, entries=len(stances))
    return queries.theme_page(session, actor, settings, theme.id)


def unlink_entry(
    session: Session,
    actor: Actor,
    settings: ThemeSettings,
    theme_id: str,
    entry_id: str,
    request_id: str | None,
) -> None:
    """Take an entry out of a theme again; nothing to do when it is not there. Raises NotFound, ReactionStands."""
    theme = held(session, actor, settings, theme_id, entries=[entry_id])
    link = queries.linked(session, theme.id, [entry_id]).get(entry_id)
    if link is None:
        return
    if link.reacts_to is not None:
        raise ReactionStands
    links.remove(session, link.no)
    settle(session, [theme.id], now())
    tell(session, [entry_id], now())
    note(session, Action.THEME_UNLINKED, actor, theme.id, request_id, entry=entry_id, stance=link.stance)

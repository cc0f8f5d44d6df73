"""Listening priorities: terms with dates that leads set. A code is made once and never used for anything else."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.changes.commands import lock_sequence
from app.kit.clock import now
from app.kit.problems import FieldError, Invalid, NotFound
from app.kit.tables import column
from app.vocabulary.changing import PRIORITIES as LIST
from app.vocabulary.changing import moved_on
from app.vocabulary.codes import free_code
from app.vocabulary.models import Term
from app.vocabulary.priority_schemas import PriorityChange, PriorityIn
from app.vocabulary.queries import term_wire


def create_priority(
    session: Session, actor: Actor, given: PriorityIn, request_id: str | None
) -> dict[str, Any]:
    """Ask the field to listen for something."""
    lock_sequence(session)
    position = session.execute(
        select(func.count()).select_from(Term).where(column(Term.vocabulary) == LIST)
    ).scalar_one()
    term = Term(
        vocabulary=LIST,
        code=free_code(session, LIST, given.label.en),
        label=given.label.words(),
        hint=given.hint.words() if given.hint else None,
        position=position,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
    )
    session.add(term)
    return changed(session, actor, "created", term, request_id)


def change_priority(
    session: Session, actor: Actor, code: str, given: PriorityChange, request_id: str | None
) -> dict[str, Any]:
    """Other words or dates. Raises NotFound, Invalid."""
    lock_sequence(session)
    term = priority(session, code)
    sent = given.model_fields_set
    if "label" in sent:
        if given.label is None:
            raise Invalid(errors=[FieldError("/label", "Can't be empty; leave it out to keep it.")])
        term.label = given.label.words()
    if "hint" in sent:
        term.hint = given.hint.words() if given.hint else None
    for name in sent & {"starts_on", "ends_on"}:
        setattr(term, name, getattr(given, name))
    if term.starts_on and term.ends_on and term.ends_on < term.starts_on:
        raise Invalid(errors=[FieldError("/ends_on", "It would end before it starts. Check the dates.")])
    return changed(session, actor, "changed", term, request_id, fields=sorted(sent))


def retire_priority(session: Session, actor: Actor, code: str, request_id: str | None) -> None:
    """Ask no more; entries keep it, and phones that still hold it may still send it. Raises NotFound."""
    lock_sequence(session)
    term = priority(session, code)
    if term.retired_at is None:
        term.retired_at = now()
        changed(session, actor, "retired", term, request_id)


def priority(session: Session, code: str) -> Term:
    """One of them. Raises NotFound."""
    term = session.get(Term, (LIST, code))
    if term is None:
        raise NotFound("There is no such listening priority.")
    return term


def changed(
    session: Session, actor: Actor, done: str, term: Term, request_id: str | None, **facts: object
) -> dict[str, Any]:
    """The list moves on, so that phones get it, and the trail says who did it."""
    moved_on(session, term, done, actor.id, request_id, **facts)
    return term_wire(term)

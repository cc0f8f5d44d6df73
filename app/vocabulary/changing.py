"""What every change of a code list has in common: who comes second is told, phones get it, the trail says who."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.commands import record
from app.changes.commands import lock_sequence, take_stamps
from app.kit.problems import NotFound
from app.kit.tables import column
from app.vocabulary.models import Term, Vocabulary
from app.vocabulary.problems import VocabularyChanged
from app.vocabulary.queries import vocabularies

PRIORITIES = "listening_priority"


def held(session: Session, name: str, version: int) -> list[Term]:
    """The terms of a list in their order, while nobody else changes it; `version` is the one that was looked at.

    Raises NotFound, VocabularyChanged.
    """
    lock_sequence(session)
    whole = session.get(Vocabulary, name)
    if whole is None:
        raise NotFound(f"There is no code list '{name}'.")
    if version != whole.version:
        raise VocabularyChanged(version=whole.version)
    wanted = select(Term).where(column(Term.vocabulary) == name).order_by(column(Term.position))
    return list(session.execute(wanted).scalars())


def term_of(terms: list[Term], code: str) -> Term:
    """One of them. Raises NotFound."""
    for term in terms:
        if term.code == code:
            return term
    raise NotFound(f"This code list has no term '{code}'.")


def moved_on(
    session: Session, term: Term, done: str, actor_id: str, request_id: str | None, **facts: object
) -> None:
    """The list has another version and stamp, and the trail a line that names fields, never words."""
    (seq,) = take_stamps(session, 1)
    whole = session.get_one(Vocabulary, term.vocabulary)
    whole.version, whole.seq = whole.version + 1, seq
    session.flush()
    kind = "priority" if term.vocabulary == PRIORITIES else "term"
    of = {} if kind == "priority" else {"vocabulary": term.vocabulary}
    record(
        session,
        Action(f"{kind}:{done}"),
        actor_id=actor_id,
        object_kind=kind,
        object_id=term.code,
        request_id=request_id,
        **of,
        **facts,
    )


def shown(session: Session, name: str) -> dict[str, Any]:
    """The list as it is now, in wire form."""
    session.flush()
    return vocabularies(session, [name])[0]

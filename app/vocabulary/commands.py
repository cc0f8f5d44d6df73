"""Putting the shipped code lists into an empty database."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.changes.commands import take_stamps
from app.kit.tables import column
from app.vocabulary.models import Term, Vocabulary
from app.vocabulary.shipped import shipped


def install_shipped(session: Session) -> None:
    """Add each shipped code list that is not there yet. What an admin has edited is left alone."""
    there = set(session.execute(select(column(Vocabulary.name))).scalars())
    missing = [name for name in shipped()["vocabularies"] if name not in there]
    for name, seq in zip(missing, take_stamps(session, len(missing)), strict=True):
        session.execute(insert(Vocabulary).values(name=name, version=shipped()["version"], seq=seq))
        terms = [
            {
                "vocabulary": name,
                "code": term["code"],
                "parent": term.get("parent"),
                "label": term["label"],
                "hint": term.get("hint"),
                "source": term.get("source"),
                "position": position,
            }
            for position, term in enumerate(shipped()["vocabularies"][name])
        ]
        if terms:
            session.execute(insert(Term), terms)

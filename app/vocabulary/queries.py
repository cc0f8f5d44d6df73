"""Reading code lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.kit import driver
from app.kit.tables import column
from app.vocabulary.models import Term, Vocabulary

# Every push reads them: one text instead of two hundred rows. Names and codes are letters, digits and underscores.
ROW = "vocabulary || '/' || code || '/' || coalesce(parent, '')"
CODES = {
    "sqlite": f"SELECT group_concat({ROW}, ' ') FROM vocabulary_term",  # noqa: S608 - our own words
    "postgresql": f"SELECT string_agg({ROW}, ' ') FROM vocabulary_term",  # noqa: S608
}


def vocabularies(session: Session, names: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Code lists in wire form: `{name, version, terms: […]}`, all or those named."""
    wanted = select(Vocabulary).order_by(column(Vocabulary.name))
    if names is not None:
        wanted = wanted.where(column(Vocabulary.name).in_(list(names)))
    found = list(session.execute(wanted).scalars())
    terms: dict[str, list[dict[str, Any]]] = {vocabulary.name: [] for vocabulary in found}
    rows = session.execute(
        select(Term)
        .where(column(Term.vocabulary).in_(terms))
        .order_by(column(Term.vocabulary), column(Term.position))
    )
    for term in rows.scalars():
        terms[term.vocabulary].append(term_wire(term))
    return [{"name": v.name, "version": v.version, "terms": terms[v.name]} for v in found]


def term_wire(term: Term) -> dict[str, Any]:
    """One term as it goes over the wire."""
    return {
        "code": term.code,
        "parent": term.parent,
        "label": term.label,
        "hint": term.hint,
        "source": term.source,
        "position": term.position,
        "retired": term.retired_at is not None,
        "starts_on": None if term.starts_on is None else term.starts_on.isoformat(),
        "ends_on": None if term.ends_on is None else term.ends_on.isoformat(),
    }


def changed_since(session: Session, seq: int, limit: int) -> list[tuple[int, str]]:
    """`(seq, name)` of the code lists stamped after `seq`, in order."""
    rows = session.execute(
        select(column(Vocabulary.seq), column(Vocabulary.name))
        .where(column(Vocabulary.seq) > seq)
        .order_by(column(Vocabulary.seq))
        .limit(limit)
    )
    return [(row.seq, row.name) for row in rows]


def taxonomy_version(session: Session) -> int:
    """One number for the state of all code lists: the sum of their versions, which only ever grows."""
    return int(session.execute(select(func.coalesce(func.sum(column(Vocabulary.version)), 0))).scalar_one())


@dataclass(frozen=True, slots=True)
class Codes:
    """Every code ever valid, for checking what arrives. Retired ones stay valid: an old phone may still hold them."""

    by_vocabulary: dict[str, frozenset[str]]
    barrier_of: dict[str, str]


def codes(session: Session) -> Codes:
    """All codes of all lists."""
    return codes_of(driver.run(session, CODES[session.get_bind().dialect.name]).scalar_one() or "")


@lru_cache(8)
def codes_of(listed: str) -> Codes:
    """The same from one text, which is seldom another one than at the push before."""
    lists: dict[str, set[str]] = {}
    barrier_of: dict[str, str] = {}
    for line in listed.split():
        vocabulary, code, parent = line.split("/")
        lists.setdefault(vocabulary, set()).add(code)
        if vocabulary == "sub_barrier" and parent:
            barrier_of[code] = parent
    return Codes({name: frozenset(found) for name, found in lists.items()}, barrier_of)


def regions_below(roots: Iterable[str]) -> Select[tuple[str]]:
    """A select of the regions in these subtrees, roots included."""
    below = (
        select(column(Term.code))
        .where(column(Term.vocabulary) == "region", column(Term.code).in_(list(roots)))
        .cte(recursive=True)  # unnamed: a query may hold two, for scope and for filter
    )
    below = below.union(
        select(column(Term.code)).where(
            column(Term.vocabulary) == "region", column(Term.parent) == below.c.code
        )
    )
    return select(below.c.code)


def regions_above(regions: Iterable[str]) -> Select[tuple[str]]:
    """A select of what these regions lie in, up to the roots; themselves included."""
    own = (column(Term.vocabulary) == "region", column(Term.code).in_(list(regions)))
    above = select(column(Term.code), column(Term.parent)).where(*own).cte(recursive=True)
    above = above.union(
        select(column(Term.code), column(Term.parent)).where(
            column(Term.vocabulary) == "region", column(Term.code) == above.c.parent
        )
    )
    return select(above.c.code)

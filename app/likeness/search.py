"""From a text to the entries most like it, among those that an actor may see."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.models import Entry
from app.entries.queries import visible_entries
from app.kit.tables import column
from app.likeness import ranking
from app.likeness.models import Posting, Stem
from app.likeness.ranking import Asked
from app.likeness.text import stem, words

# Who sees one region of thirty finds a hundred to compare among so many times the candidates.
ROUNDS = 8

COUNTS = select(column(Stem.stem), column(Stem.entries)).where(
    column(Stem.stem).in_(bindparam("stems", expanding=True))
)
NEWEST = (
    select(column(Posting.no))
    .where(column(Posting.stem) == bindparam("one"), column(Posting.no) != bindparam("itself"))
    .order_by(column(Posting.no).desc())
    .limit(ranking.NEWEST)
)
# No entry has it: numbers begin at 1.
NOBODY = 0


class Candidate(NamedTuple):
    """An entry that shares rare words, and how many bits they are worth."""

    bits: int
    no: int
    said: Asked
    words: Sequence[str] = ()


class Alike(NamedTuple):
    """An entry that resembles the text, how much, and the words that both have."""

    no: int
    cosine: float
    shared: list[str]
    said: Asked


def alike(
    session: Session, actor: Actor, asked: Asked, limit: int, *, total: int, itself: int | None = None
) -> list[Alike]:
    """The entries most like a text, the best first. `itself`, if the index holds it, counts as if it did not.

    `total` is the number of entries in the index.
    """
    less = int(itself is not None)
    own = words(asked.text)
    stems = {stem(word) for word in own}
    counts = {one: count - less for one, count in counts_of(session, stems).items()}
    postings = ((one, numbers(session, one, itself)) for one in ranking.rarest(stems, counts))
    near = best(session, actor, asked, ranking.gathered(postings, counts, total - less))
    stems = {stem(word) for one in near for word in one.words} | stems
    counts = counts_of(session, stems - counts.keys()) | counts
    worth = {one: ranking.bits(counts.get(one, 0), total - less) for one in stems}
    return [
        Alike(one.no, cosine, ranking.shared(own, one.words, counts), one.said)
        for cosine, one in compared(asked, near, worth)[:limit]
    ]


def counts_of(session: Session, stems: Iterable[str]) -> dict[str, int]:
    """In how many entries each stem stands."""
    rows = session.connection().execute(COUNTS, {"stems": sorted(stems)}).all()
    return {row.stem: row.entries for row in rows}


def numbers(session: Session, one: str, itself: int | None) -> Iterable[int]:
    """The newest entries that hold a stem."""
    # All at once: row by row, fetching would take longer than finding.
    return session.connection().execute(NEWEST, {"one": one, "itself": itself or NOBODY}).scalars().all()


def best(session: Session, actor: Actor, asked: Asked, found: list[tuple[int, int]]) -> list[Candidate]:
    """The hundred to compare: those that this actor may see, most bits first, the same place counted in."""
    near: list[Candidate] = []
    for at in range(0, min(len(found), ROUNDS * ranking.CANDIDATES), ranking.CANDIDATES):
        some = {number: bits for bits, number in found[at : at + ranking.CANDIDATES]}
        near += visible(session, actor, asked, some)
        if len(near) >= ranking.COMPARED:
            break
    near.sort(key=lambda one: (-one.bits, -one.no))
    return [one._replace(words=words(one.said.text)) for one in near[: ranking.COMPARED]]


def visible(session: Session, actor: Actor, asked: Asked, some: dict[int, int]) -> Iterator[Candidate]:
    """Those of some candidates that exist for this actor and were not retracted."""
    columns = (column(Entry.no), column(Entry.text), column(Entry.sub_barrier), column(Entry.region))
    wanted = visible_entries(actor, *columns).where(
        column(Entry.no).in_(list(some)), column(Entry.deleted).is_(False), column(Entry.text).is_not(None)
    )
    for number, *what in session.connection().execute(wanted).all():
        said = Asked(*what)
        yield Candidate(some[number] + ranking.same_place(asked, said), number, said)


def compared(asked: Asked, near: list[Candidate], worth: Mapping[str, int]) -> list[tuple[float, Candidate]]:
    """By the cosine, with a little for the same place; the newer first among equals."""
    mine = ranking.vector(words(asked.text), worth)
    cosines = [(ranking.cosine(mine, ranking.vector(one.words, worth)), one) for one in near]

    def rank(one: tuple[float, Candidate]) -> tuple[float, int]:
        return -one[0] - ranking.BIT * ranking.same_place(asked, one[1].said), -one[1].no

    return sorted(cosines, key=rank)

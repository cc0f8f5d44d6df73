"""The whole words that a long beginning stands for, on SQLite.

FTS5 answers `"patient"*` by putting together the entries of all words that begin so, every one of them, before it gives
the first: 11 ms for a word of a million entries' everyday. Asked for `"patient" OR "patients"` it reads each from the
newest entry on and stops when there are enough: 0.2 ms. The words are looked up one by one, in the same snapshot.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

# Beginnings up to this length have an index of their own.
SHORT = 3
# Of more words than this the beginning itself is asked for.
MOST = 64
NEXT = text("SELECT term FROM entry_search_terms WHERE term >= :least LIMIT 1")


def endings(session: Session, begin: str) -> list[str]:
    """The indexed words that begin so; none where the beginning itself has to be asked for, or nothing begins so."""
    if len(begin) <= SHORT:
        return []
    found: list[str] = []
    least = begin
    while len(found) <= MOST:
        term = session.connection().execute(NEXT, {"least": least}).scalar()
        if term is None or not term.startswith(begin):
            return found
        found.append(term)
        # Words are letters and digits: nothing lies between a word and itself with the smallest of signs behind it.
        least = f"{term}\x01"
    return []

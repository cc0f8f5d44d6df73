"""Giving out stamps of the change sequence."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit import driver

TAKE = "UPDATE feed SET head = head + ? WHERE id = 1 RETURNING head"


def take_stamps(session: Session, n: int) -> range:
    """The next `n` stamps, in order. Call it as the last lock of a transaction and write the stamped rows after it.

    The row stays locked until commit, so commits happen in the order of the sequence and a reader asking for
    `seq > cursor` never skips a row. Locks on existing rows must therefore be held *before* (`FOR UPDATE`), or two
    transactions could wait for each other.
    """
    if n == 0:
        return range(0)
    head: int = driver.run(session, TAKE, (n,)).scalar_one()
    return range(head - n + 1, head + 1)


def lock_sequence(session: Session) -> None:
    """Wait until nobody else changes anything that carries a stamp, and hold that until commit.

    What is worked out from many rows (a theme's counts) is only right while nobody else writes them. On SQLite that is
    so in every transaction that writes. As with `take_stamps`: existing rows are locked before, nothing after.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT head FROM feed WHERE id = 1 FOR UPDATE"))

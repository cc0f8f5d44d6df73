"""Starting a transaction again when it collided with another one."""

from collections.abc import Callable
from functools import wraps
from time import sleep
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError

T = TypeVar("T")
TRIES = 4
# PostgreSQL's SQLSTATE of a serialization failure and of a deadlock.
AGAIN = {"40001", "40P01"}


def on_collision(work: Callable[[], T]) -> Callable[[], T]:
    """Run `work` again, up to three times, when it lost a race: the second time it finds what the winner wrote."""

    @wraps(work)
    def tried() -> T:
        for attempt in range(1, TRIES):
            try:
                return work()
            except DBAPIError as error:
                if not is_collision(error):
                    raise
                sleep(0.01 * attempt)
        return work()

    return tried


def is_collision(error: DBAPIError) -> bool:
    """Whether the same work can succeed the next time."""
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in AGAIN

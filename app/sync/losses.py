"""Loss accounting: entries that were typed and have not arrived, made visible to those who would miss them.

Each phone counts its ops without gaps and says with every push how far it has counted and how many still wait. What is
neither here, nor waiting, nor given up by its person, was lost on the way.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Device, Person, PersonRegion
from app.auth.actor import Actor
from app.entries.models import Op
from app.kit.clock import now
from app.kit.tables import column
from app.sync.models import GivenUp
from app.vocabulary.queries import regions_below

# A phone with entries waiting that was not heard of for this long is worth a call.
QUIET = timedelta(days=2)
MOST_HOLES = 20


@dataclass(frozen=True, slots=True)
class DeviceState:
    """What is known of one phone's outbox. `holes` are inclusive ranges of op numbers."""

    id: str
    person: dict[str, str]
    first_seen_at: datetime
    last_seen_at: datetime
    pending: int
    missing: int
    holes: list[tuple[int, int]]
    is_quiet: bool


def devices(session: Session, actor: Actor) -> list[DeviceState]:
    """The phones of the people in the actor's scope, those that need a look first."""
    rows = session.execute(
        select(
            column(Device.id),
            column(Device.person_id),
            column(Person.name).label("person_name"),
            column(Device.first_seen_at),
            column(Device.last_seen_at),
            column(Device.op_no_max),
            column(Device.pending),
        )
        .join(Person, column(Person.id) == column(Device.person_id))
        .where(*in_scope(actor))
    )
    found = [state_of(session, row) for row in rows]
    return sorted(found, key=lambda d: (-d.missing, not d.is_quiet, -d.last_seen_at.timestamp()))


def in_scope(actor: Actor) -> list[Any]:
    """People who work somewhere in the actor's subtrees."""
    if actor.regions is None:
        return []
    there = select(column(PersonRegion.person_id)).where(
        column(PersonRegion.region).in_(regions_below(actor.regions))
    )
    return [column(Device.person_id).in_(there)]


def state_of(session: Session, row: Any) -> DeviceState:
    """One phone. The numbers that wait are the newest ones it gave out: what is older and not here is missing."""
    missing = 0
    holes: list[tuple[int, int]] = []
    if count_here(session, row.id) + row.pending < row.op_no_max:
        holes = gaps(numbers_here(session, row.id), row.op_no_max)
        missing = max(0, sum(last - first + 1 for first, last in holes) - row.pending)
    return DeviceState(
        id=row.id,
        person={"id": row.person_id, "name": row.person_name},
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        pending=row.pending,
        missing=missing,
        holes=holes[:MOST_HOLES] if missing else [],
        is_quiet=row.pending > 0 and now() - row.last_seen_at > QUIET,
    )


def count_here(session: Session, client_id: str) -> int:
    """How many numbers of this phone are accounted for. Two installations never share one, so counting is enough."""
    arrived = select(func.count()).where(column(Op.client_id) == client_id)
    came_all_the_same = exists().where(
        column(Op.client_id) == client_id, column(Op.op_no) == column(GivenUp.op_no)
    )
    given_up = select(func.count()).where(column(GivenUp.client_id) == client_id, ~came_all_the_same)
    return int(session.execute(arrived).scalar_one() + session.execute(given_up).scalar_one())


def numbers_here(session: Session, client_id: str) -> list[int]:
    """The numbers of this phone that are accounted for, in order."""
    arrived = session.execute(select(column(Op.op_no)).where(column(Op.client_id) == client_id)).scalars()
    given_up = session.execute(
        select(column(GivenUp.op_no)).where(column(GivenUp.client_id) == client_id)
    ).scalars()
    return sorted({*arrived, *given_up})


def gaps(numbers: list[int], newest: int) -> list[tuple[int, int]]:
    """The ranges up to `newest` that are not among the sorted numbers."""
    found = []
    expected = 1
    for number in [*(n for n in numbers if n <= newest), newest + 1]:
        if number > expected:
            found.append((expected, number - 1))
        expected = number + 1
    return found

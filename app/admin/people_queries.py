"""Finding people for whoever looks after them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from app.accounts.models import Person, PersonIdentity, PersonRegion, PersonRole
from app.accounts.queries import ERASED_ADDRESS, active_people, has_identity, person_by_email
from app.admin.people_schemas import PeopleQuery
from app.auth.models import LoginSession, OneTimeLink
from app.auth.passkeys import listed
from app.kit import cursors
from app.kit.clock import now
from app.kit.problems import NotFound
from app.kit.tables import column

KIND = "people"
ERASED = column(Person.email).endswith(ERASED_ADDRESS, autoescape=True)
HAS_A_WAY_IN = or_(
    column(Person.password_hash).is_not(None),
    select(column(PersonIdentity.subject))
    .where(column(PersonIdentity.person_id) == column(Person.id))
    .exists(),
)
STATE = case(
    (ERASED, "erased"), (~column(Person.active), "suspended"), (HAS_A_WAY_IN, "active"), else_="invited"
)
COLUMNS = (
    column(Person.id),
    column(Person.email),
    column(Person.name),
    column(Person.all_regions),
    column(Person.scope_version),
    column(Person.created_at),
    STATE.label("state"),
)


def list_people(session: Session, query: PeopleQuery) -> dict[str, Any]:
    """A page of people by name."""
    wanted = conditions(query)
    total = session.execute(select(func.count(column(Person.id))).where(*wanted)).scalar_one()
    order = (func.lower(column(Person.name)), column(Person.id))
    page = select(*COLUMNS).where(*wanted).order_by(*order).limit(query.limit + 1)
    if query.cursor:
        # The id alone: names have no place in addresses, which end up in logs.
        (after,) = cursors.decode(KIND, query.cursor, str)
        page = page.where(tuple_(*order) > select(*order).where(column(Person.id) == after).scalar_subquery())
    rows = session.execute(page).all()
    more, rows = len(rows) > query.limit, rows[: query.limit]
    return {
        "items": with_all(session, rows),
        "next": cursors.encode(KIND, rows[-1].id) if more else None,
        "total": total,
    }


def read_person(session: Session, person_id: str) -> dict[str, Any]:
    """One person, with their ways in. Raises NotFound."""
    wanted = select(*COLUMNS, column(Person.password_hash).is_not(None).label("password")).where(
        column(Person.id) == person_id
    )
    row = session.execute(wanted).one_or_none()
    if row is None:
        raise NotFound("There is no such person.")
    ways = {"password": row.password, "provider": has_identity(session, person_id)}
    return {
        **with_all(session, [row])[0],
        "signs_in_by": [name for name, there in ways.items() if there],
        "passkeys": len(listed(session, person_id)),
        "link": open_link(session, person_id),
        "is_last_admin": last_admin(session) == person_id,
    }


def open_link(session: Session, person_id: str) -> dict[str, Any] | None:
    """The link that would still open their account, if there is one."""
    wanted = select(column(OneTimeLink.purpose), column(OneTimeLink.expires_at)).where(
        column(OneTimeLink.person_id) == person_id, column(OneTimeLink.expires_at) > now()
    )
    row = session.execute(wanted.order_by(column(OneTimeLink.expires_at).desc()).limit(1)).one_or_none()
    return None if row is None else {"purpose": row.purpose, "expires_at": row.expires_at}


def last_admin(session: Session) -> str | None:
    """The only one who may look after people, if it is only one."""
    there = active_people(session, "admin")
    person = person_by_email(session, there[0]) if len(there) == 1 else None
    return person.id if person else None


def conditions(query: PeopleQuery) -> list[Any]:
    """What a person has to be to be listed."""
    wanted = [query.state == STATE if query.state else ~ERASED]
    if query.role:
        of_role = select(column(PersonRole.person_id)).where(column(PersonRole.role) == query.role)
        wanted.append(column(Person.id).in_(of_role))
    if query.q:
        # SQLite folds the case of plain letters only, so other first letters are asked for in both cases.
        spelled = {query.q, query.q.lower(), query.q.title()}
        places = (column(Person.name), column(Person.email))
        wanted.append(
            or_(*(place.icontains(word, autoescape=True) for place in places for word in sorted(spelled)))
        )
    return wanted


def with_all(session: Session, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """These people with roles, regions and where they are signed in."""
    rows = list(rows)
    ids = [row.id for row in rows]
    roles, regions = held(session, PersonRole, "role", ids), held(session, PersonRegion, "region", ids)
    seen = signed_in(session, ids)
    return [
        {
            "id": row.id,
            "email": row.email,
            "name": row.name,
            "roles": roles[row.id],
            "regions": None if row.all_regions else regions[row.id],
            "state": row.state,
            "rev": row.scope_version,
            "created_at": row.created_at,
            "sessions": seen[row.id][0],
            "last_seen_at": seen[row.id][1],
        }
        for row in rows
    ]


def held(session: Session, model: Any, name: str, ids: list[str]) -> dict[str, list[str]]:
    """Roles or regions of each of these people."""
    found: dict[str, list[str]] = defaultdict(list)
    code = column(getattr(model, name))
    rows = session.execute(
        select(column(model.person_id), code).where(column(model.person_id).in_(ids)).order_by(code)
    )
    for person_id, held_code in rows:
        found[person_id].append(held_code)
    return found


def signed_in(session: Session, ids: list[str]) -> dict[str, tuple[int, Any]]:
    """Live sessions of each, and when the last of them was used."""
    found: dict[str, tuple[int, Any]] = defaultdict(lambda: (0, None))
    person_id, seen = column(LoginSession.person_id), column(LoginSession.last_seen_at)
    rows = session.execute(
        select(person_id, func.count(), func.max(seen, type_=seen.type))
        .where(person_id.in_(ids), column(LoginSession.expires_at) > now())
        .group_by(person_id)
    )
    for owner, count, last in rows:
        found[owner] = (count, last)
    return found

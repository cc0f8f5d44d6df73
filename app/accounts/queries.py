"""Finding people."""

from dataclasses import dataclass

from sqlalchemy import bindparam, null, select, union_all
from sqlalchemy.orm import Session

from app.accounts.models import Person, PersonIdentity, PersonRegion, PersonRole
from app.kit.tables import column, table

# What follows the id in the address of an account that was emptied; mail never goes there (RFC 2606).
ERASED_ADDRESS = "@erased.invalid"


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with roles and regions; `regions` is None for all."""

    id: str
    email: str
    name: str
    active: bool
    scope_version: int
    roles: tuple[str, ...]
    regions: tuple[str, ...] | None


# Read at every request, so they are made once.
CARD = select(table(Person)).where(column(Person.id) == bindparam("person"))
SCOPE = union_all(
    select(column(PersonRole.role), null()).where(column(PersonRole.person_id) == bindparam("person")),
    select(null(), column(PersonRegion.region)).where(column(PersonRegion.person_id) == bindparam("person")),
)


def person_by_email(session: Session, email: str) -> Person | None:
    """The account of an address, whatever its case."""
    return session.execute(
        select(Person).where(column(Person.email) == email.strip().lower())
    ).scalar_one_or_none()


def person_card(session: Session, person_id: str) -> PersonCard | None:
    """One person with roles and regions as they are now."""
    connection = session.connection()
    person = connection.execute(CARD, {"person": person_id}).one_or_none()
    if person is None:
        return None
    roles: list[str] = []
    regions: list[str] = []
    for role, region in connection.execute(SCOPE, {"person": person_id}):
        (roles if region is None else regions).append(role or region)
    return PersonCard(
        id=person.id,
        email=person.email,
        name=person.name,
        active=person.active,
        scope_version=person.scope_version,
        roles=tuple(sorted(roles)),
        regions=None if person.all_regions else tuple(sorted(regions)),
    )


def person_of_identity(session: Session, issuer: str, subject: str) -> str | None:
    """The id of the person whom a provider knows by this subject."""
    wanted = select(column(PersonIdentity.person_id)).where(
        column(PersonIdentity.issuer) == issuer, column(PersonIdentity.subject) == subject
    )
    found: str | None = session.execute(wanted).scalar_one_or_none()
    return found


def has_identity(session: Session, person_id: str) -> bool:
    """Whether a person signs in by a provider."""
    wanted = select(column(PersonIdentity.subject)).where(column(PersonIdentity.person_id) == person_id)
    return session.execute(wanted.limit(1)).first() is not None


def active_people(session: Session, role: str) -> list[str]:
    """Addresses of those who hold a role and may sign in."""
    rows = session.execute(
        select(column(Person.email))
        .join(PersonRole, column(PersonRole.person_id) == column(Person.id))
        .where(column(PersonRole.role) == role, column(Person.active))
        .order_by(column(Person.email))
    )
    return list(rows.scalars())


def demo_people_exist(session: Session) -> bool:
    """Whether anyone here has a password that stands in the README."""
    return (
        session.execute(select(column(Person.id)).where(column(Person.is_demo)).limit(1)).first() is not None
    )

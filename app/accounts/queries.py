"""Finding people."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person, PersonRegion, PersonRole
from app.kit.tables import column


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


def person_by_email(session: Session, email: str) -> Person | None:
    """The account of an address, whatever its case."""
    return session.execute(
        select(Person).where(column(Person.email) == email.strip().lower())
    ).scalar_one_or_none()


def person_card(session: Session, person_id: str) -> PersonCard | None:
    """One person with roles and regions as they are now."""
    person = session.get(Person, person_id)
    if person is None:
        return None
    roles = session.execute(
        select(column(PersonRole.role)).where(column(PersonRole.person_id) == person_id)
    ).scalars()
    regions = session.execute(
        select(column(PersonRegion.region)).where(column(PersonRegion.person_id) == person_id)
    ).scalars()
    return PersonCard(
        id=person.id,
        email=person.email,
        name=person.name,
        active=person.active,
        scope_version=person.scope_version,
        roles=tuple(sorted(roles)),
        regions=None if person.all_regions else tuple(sorted(regions)),
    )


def demo_people_exist(session: Session) -> bool:
    """Whether anyone here has a password that stands in the README."""
    return (
        session.execute(select(column(Person.id)).where(column(Person.is_demo)).limit(1)).first() is not None
    )

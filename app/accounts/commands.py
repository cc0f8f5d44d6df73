"""Making people."""

from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts.models import Person, PersonRegion, PersonRole
from app.accounts.queries import person_by_email
from app.audit.actions import Action
from app.audit.commands import record
from app.kit.clock import new_id, now
from app.kit.problems import Conflict


def create_person(
    session: Session,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    regions: Iterable[str] | None,
    password_hash: str | None,
    is_demo: bool = False,
) -> str:
    """Add a person and return the id. `regions` None means all. Raises Conflict when the address is taken."""
    if person_by_email(session, email) is not None:
        raise Conflict(f"{email} has an account already.")
    person_id = new_id()
    roles, regions = sorted(set(roles)), None if regions is None else sorted(set(regions))
    session.execute(
        insert(Person).values(
            id=person_id,
            email=email.strip().lower(),
            name=name,
            password_hash=password_hash,
            active=True,
            all_regions=regions is None,
            scope_version=1,
            is_demo=is_demo,
            created_at=now(),
        )
    )
    session.execute(insert(PersonRole), [{"person_id": person_id, "role": role} for role in roles])
    if regions:
        session.execute(
            insert(PersonRegion), [{"person_id": person_id, "region": region} for region in regions]
        )
    record(
        session,
        Action.PERSON_CREATED,
        actor_id=None,
        object_kind="person",
        object_id=person_id,
        roles=roles,
        regions=regions,
    )
    return person_id

"""Making people."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from app.accounts.models import Person, PersonIdentity, PersonRegion, PersonRole
from app.accounts.queries import person_by_email, person_of_identity
from app.accounts.standing import admins, held, refuse_last
from app.audit.actions import Action
from app.audit.commands import record
from app.kit.clock import new_id, now
from app.kit.problems import Conflict, FieldError, NotFound
from app.kit.tables import column


def create_person(
    session: Session,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    regions: Iterable[str] | None,
    password_hash: str | None,
    is_demo: bool = False,
    actor_id: str | None = None,
    request_id: str | None = None,
) -> str:
    """Add a person and return the id. `regions` None means all. Raises Conflict when the address is taken."""
    if person_by_email(session, email) is not None:
        taken = "This address has an account already."
        raise Conflict(taken, errors=[FieldError("/email", taken)])
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
    give(session, person_id, roles, regions)
    record(
        session,
        Action.PERSON_CREATED,
        actor_id=actor_id,
        object_kind="person",
        object_id=person_id,
        request_id=request_id,
        roles=roles,
        regions=regions,
    )
    return person_id


def change_scope(
    session: Session,
    email: str,
    *,
    roles: Iterable[str],
    regions: Iterable[str] | None,
    actor_id: str | None = None,
) -> None:
    """Give a person other roles and regions, from the next request on. Raises NotFound, LastAdmin."""
    person = person_by_email(session, email)
    if person is None:
        raise NotFound(f"There is no account for {email}.")
    set_scope(session, person.id, roles=roles, regions=regions, actor_id=actor_id)


def set_scope(
    session: Session,
    person_id: str,
    *,
    roles: Iterable[str],
    regions: Iterable[str] | None,
    actor_id: str | None = None,
    by: str = "admin",
    rev: int | None = None,
    request_id: str | None = None,
) -> None:
    """The same, by id. `scope_version` grows, so that their phones list again; outboxes stay as they are.

    Raises PersonChanged when `rev` is not theirs any more, LastAdmin; a sign-on provider's word is taken as it is.
    """
    roles, regions = sorted(set(roles)), None if regions is None else sorted(set(regions))
    if by == "admin" and "admin" not in roles:
        refuse_last(admins(session), person_id)
    was = held(session, person_id, rev)
    session.execute(delete(PersonRole).where(column(PersonRole.person_id) == person_id))
    session.execute(delete(PersonRegion).where(column(PersonRegion.person_id) == person_id))
    give(session, person_id, roles, regions)
    session.execute(
        update(Person)
        .where(column(Person.id) == person_id)
        .values(all_regions=regions is None, scope_version=column(Person.scope_version) + 1)
    )
    record(
        session,
        Action.SCOPE_CHANGED,
        actor_id=actor_id,
        object_kind="person",
        object_id=person_id,
        request_id=request_id,
        roles=roles,
        regions=regions,
        before={"roles": was.roles, "regions": was.regions},
        by=by,
    )


def link_identity(
    session: Session, person_id: str, issuer: str, subject: str, request_id: str | None = None
) -> None:
    """From now on the provider's word for this subject opens this account. Raises Conflict when it opens another."""
    known = person_of_identity(session, issuer, subject)
    if known == person_id:
        return
    if known is not None:
        raise Conflict("This identity opens another account already.")
    session.execute(
        insert(PersonIdentity).values(issuer=issuer, subject=subject, person_id=person_id, linked_at=now())
    )
    record(
        session,
        Action.IDENTITY_LINKED,
        actor_id=None,
        object_kind="person",
        object_id=person_id,
        request_id=request_id,
        issuer=issuer,
    )


def give(session: Session, person_id: str, roles: list[str], regions: list[str] | None) -> None:
    """Store roles and regions of a person who has none."""
    if roles:
        session.execute(insert(PersonRole), [{"person_id": person_id, "role": role} for role in roles])
    if regions:
        session.execute(
            insert(PersonRegion), [{"person_id": person_id, "region": region} for region in regions]
        )

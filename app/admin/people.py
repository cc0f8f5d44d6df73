"""What an administrator does with people; routes and the command line call the same."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.accounts.commands import create_person, set_scope
from app.accounts.queries import has_identity
from app.accounts.standing import held
from app.admin.people_queries import read_person
from app.auth.links import make_link
from app.auth.permissions import ROLES
from app.config import Settings
from app.kit.problems import Conflict, FieldError, Invalid
from app.vocabulary.queries import codes


def invite(
    session: Session,
    settings: Settings,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    regions: Iterable[str] | None,
    actor_id: str | None = None,
    request_id: str | None = None,
) -> tuple[str, str]:
    """An account, and the secret of a link to set its password. Raises Invalid, and Conflict for a taken address."""
    refuse_unknown(session, roles, regions)
    person_id = create_person(
        session,
        email=email,
        name=name,
        roles=roles,
        regions=regions,
        password_hash=None,
        actor_id=actor_id,
        request_id=request_id,
    )
    return person_id, make_link(session, settings, person_id, "invitation", actor_id, request_id)


def change_scope(
    session: Session,
    person_id: str,
    *,
    roles: Iterable[str],
    regions: Iterable[str] | None,
    rev: int | None = None,
    actor_id: str | None = None,
    request_id: str | None = None,
) -> None:
    """Other roles and regions from the next request on. Raises Invalid, NotFound, PersonChanged, LastAdmin."""
    refuse_unknown(session, roles, regions)
    set_scope(
        session,
        person_id,
        roles=roles,
        regions=regions,
        actor_id=actor_id,
        rev=rev,
        request_id=request_id,
    )


def new_link(
    session: Session,
    settings: Settings,
    person_id: str,
    actor_id: str | None = None,
    request_id: str | None = None,
) -> tuple[str, str, str]:
    """Address, purpose and secret of a link to set a password; an older one ends. Raises NotFound, Conflict."""
    person = held(session, person_id)
    if not person.active:
        raise Conflict("Whoever is suspended can't use a link. Let them in again first.")
    if has_identity(session, person_id):
        raise Conflict("They sign in by the company's provider. A link would go round it.")
    purpose = "invitation" if read_person(session, person_id)["state"] == "invited" else "reset"
    return person.email, purpose, make_link(session, settings, person_id, purpose, actor_id, request_id)


def refuse_unknown(session: Session, roles: Iterable[str], regions: Iterable[str] | None) -> None:
    """Raise Invalid for a role or a region that does not exist."""
    known = codes(session).by_vocabulary["region"]
    errors = [
        FieldError(f"/roles/{at}", f"There is no such role. Roles are {', '.join(ROLES)}.")
        for at, role in enumerate(roles)
        if role not in ROLES
    ]
    errors += [
        FieldError(f"/regions/{at}", "There is no such region.")
        for at, region in enumerate(regions or ())
        if region not in known
    ]
    if errors:
        raise Invalid(errors[0].detail, errors)

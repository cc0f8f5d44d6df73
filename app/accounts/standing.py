"""Whether a person may come in, and that there is always somebody who can let others in."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.models import Person, PersonRole
from app.accounts.problems import LastAdmin, PersonChanged
from app.accounts.queries import ERASED_ADDRESS, PersonCard, person_card
from app.kit.problems import Conflict, NotFound
from app.kit.tables import column


def held(session: Session, person_id: str, rev: int | None = None) -> PersonCard:
    """A person to be changed, nobody else's until commit. Raises NotFound, PersonChanged, or Conflict when erased."""
    wanted = select(column(Person.id)).where(column(Person.id) == person_id)
    # What points to them, such as an entry that arrives meanwhile, need not wait.
    session.execute(wanted.with_for_update(key_share=True))
    person = person_card(session, person_id)
    if person is None:
        raise NotFound("There is no such person.")
    if person.email.endswith(ERASED_ADDRESS):
        raise Conflict("This account was erased; nothing is left to change.")
    if rev is not None and rev != person.scope_version:
        raise PersonChanged(rev=person.scope_version)
    return person


def admins(session: Session) -> set[str]:
    """Who may look after people now, and stays so until commit. Ask before `held`: two administrators who strip each
    other then wait for one another instead of for ever."""
    wanted = (
        select(column(Person.id))
        .join(PersonRole, column(PersonRole.person_id) == column(Person.id))
        .where(column(PersonRole.role) == "admin", column(Person.active))
        .order_by(column(Person.id))
    )
    return set(session.execute(wanted.with_for_update(key_share=True)).scalars())


def refuse_last(there: set[str], person_id: str) -> None:
    """Raise LastAdmin when nobody else could look after people."""
    if there == {person_id}:
        raise LastAdmin


def set_active(session: Session, person_id: str, active: bool) -> None:
    """Let somebody in, or not. `scope_version` grows: it is what tells two administrators of each other."""
    session.execute(
        update(Person)
        .where(column(Person.id) == person_id)
        .values(active=active, scope_version=column(Person.scope_version) + 1)
    )

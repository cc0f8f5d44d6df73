"""Whether who began an export may still have the rest of it: a revoked token ends a stream, not only the next run."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.auth.actor import Actor
from app.auth.models import ApiToken
from app.kit.clock import now
from app.kit.tables import table

PERSON, TOKEN = table(Person).c, table(ApiToken).c
STANDING = (
    select(PERSON.active, PERSON.scope_version, TOKEN.revoked_at, TOKEN.expires_at)
    .select_from(
        table(Person).outerjoin(table(ApiToken), TOKEN.id == bindparam("token", type_=TOKEN.id.type))
    )
    .where(PERSON.id == bindparam("person"))
)


class StandingLostError(Exception):
    """Rights ended in the middle of a stream."""


def refuse_if_lost(session: Session, actor: Actor) -> None:
    """Raise StandingLostError when the token was revoked or ran out, or its owner's account or scope changed."""
    row = session.connection().execute(STANDING, {"token": actor.token_id, "person": actor.id}).one_or_none()
    alive = row is not None and row.active and row.scope_version == actor.scope_version
    if row is not None and alive and actor.token_id is not None:
        alive = row.expires_at is not None and row.revoked_at is None and row.expires_at > now()
    if not alive:
        raise StandingLostError

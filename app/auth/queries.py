"""From a secret to the one who acts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.accounts.queries import PersonCard, person_card
from app.auth.actor import Actor
from app.auth.models import ApiToken, LoginSession
from app.auth.permissions import permissions_of
from app.auth.secrets import secret_hash
from app.kit.clock import now
from app.kit.tables import column, table

# A session's end is moved at most this often: a write for each request would cost more than it tells.
SLIDE_EVERY = timedelta(hours=1)
SESSION = select(table(LoginSession)).where(table(LoginSession).c.secret_hash == bindparam("secret_hash"))


@dataclass(frozen=True, slots=True)
class Found:
    """An actor, and the session that is due to slide, if it is."""

    actor: Actor
    session_id: str | None = None
    expires_at: datetime | None = None
    is_due_to_slide: bool = False


def actor_by_session(session: Session, secret: str) -> Found | None:
    """The person of a live session, with roles and regions as they are now."""
    row = session.connection().execute(SESSION, {"secret_hash": secret_hash(secret)}).one_or_none()
    if row is None or row.expires_at <= now():
        return None
    person = person_card(session, row.person_id)
    if person is None or not person.active:
        return None
    return Found(actor_of(person), row.id, row.expires_at, now() - row.last_seen_at > SLIDE_EVERY)


def actor_by_token(session: Session, secret: str) -> Found | None:
    """The owner of a live token, with no more rights than both have."""
    row = session.execute(
        select(ApiToken).where(column(ApiToken.secret_hash) == secret_hash(secret))
    ).scalar_one_or_none()
    if row is None or row.revoked_at is not None or row.expires_at <= now():
        return None
    person = person_card(session, row.person_id)
    if person is None or not person.active:
        return None
    return Found(actor_of(person, token=row), expires_at=row.expires_at)


def actor_of(person: PersonCard, token: ApiToken | None = None) -> Actor:
    """An actor with the rights of a person, narrowed by a token."""
    permissions = permissions_of(person.roles)
    return Actor(
        id=person.id,
        email=person.email,
        name=person.name,
        roles=person.roles,
        regions=person.regions,
        permissions=permissions if token is None else frozenset(p for p in permissions if p in token.scopes),
        scope_version=person.scope_version,
        token_id=None if token is None else token.id,
    )


def tokens_of(session: Session, person_id: str) -> list[ApiToken]:
    """A person's tokens that are still alive, newest first."""
    rows = session.execute(
        select(ApiToken)
        .where(
            column(ApiToken.person_id) == person_id,
            column(ApiToken.revoked_at).is_(None),
            column(ApiToken.expires_at) > now(),
        )
        .order_by(column(ApiToken.created_at).desc())
    )
    return list(rows.scalars())

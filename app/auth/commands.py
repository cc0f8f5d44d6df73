"""Signing in and out, and API tokens."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.queries import PersonCard, person_by_email, person_card
from app.audit.actions import Action
from app.audit.commands import record
from app.auth.actor import Actor
from app.auth.models import ApiToken, LoginSession
from app.auth.opened import Opened, end_of
from app.auth.passwords import Passwords
from app.auth.permissions import TOKEN_SCOPES, Permission
from app.auth.secrets import new_session_secret, new_token_secret, secret_hash
from app.auth.throttle import note_failure, refuse_if_guessing
from app.config import Settings
from app.kit.clock import new_id, now
from app.kit.db import Database
from app.kit.problems import FieldError, Invalid, NotAuthenticated, NotFound
from app.kit.tables import column


def sign_in(
    db: Database,
    settings: Settings,
    passwords: Passwords,
    *,
    email: str,
    password: str,
    address: str,
    device_key: str | None = None,
    browser: str | None = None,
    before: str | None = None,
    request_id: str | None = None,
) -> Opened:
    """Open a session for the person with this password.

    Raises NotAuthenticated (the same words for an unknown address and a wrong password), TooManyRequests.
    The slow hash is computed outside any transaction, so that it never holds up a writer.
    """
    account = email.strip().lower()
    with db.read() as session:
        refuse_if_guessing(session, settings.passwords, account, address)
        person = person_by_email(session, account)
        stored = person.password_hash if person is not None and person.active else None
        person_id = person.id if person is not None else None
    right = passwords.matches(stored, password)
    renewed = passwords.hash(password) if right and stored and passwords.are_outdated(stored) else None
    with db.write() as session:
        card = person_card(session, person_id) if right and person_id else None
        if card is None:
            note_failure(session, settings.passwords, account, address)
            record(
                session,
                Action.SESSION_REFUSED,
                actor_id=person_id,
                object_kind="session",
                request_id=request_id,
            )
        else:
            if renewed is not None:
                # Unless they set another one in the meantime.
                same = (column(Person.id) == card.id, column(Person.password_hash) == stored)
                session.execute(update(Person).where(*same).values(password_hash=renewed))
            return open_session(
                session, settings, card, device_key, request_id, browser=browser, before=before
            )
    raise NotAuthenticated("That e-mail and password do not belong together. Check both and try again.")


def open_session(
    session: Session,
    settings: Settings,
    person: PersonCard,
    device_key: str | None,
    request_id: str | None,
    by: str = "password",
    browser: str | None = None,
    before: str | None = None,
) -> Opened:
    """Store a new session and say so in the trail. The one that this browser had (`before`: its secret) ends."""
    secret, moment, session_id = new_session_secret(), now(), new_id()
    opened = Opened(secret, end_of(settings, person.roles, moment), person, session_id)
    clear_away(session, moment)
    ended = None
    if before:
        of_browser = delete(LoginSession).where(column(LoginSession.secret_hash) == secret_hash(before))
        ended = session.execute(
            of_browser.returning(column(LoginSession.id), column(LoginSession.person_id))
        ).one_or_none()
    session.execute(
        insert(LoginSession).values(
            id=session_id,
            secret_hash=secret_hash(secret),
            person_id=person.id,
            created_at=moment,
            last_seen_at=moment,
            expires_at=opened.expires_at,
            device_key=device_key,
            browser=browser,
        )
    )
    if ended is not None:
        record(
            session,
            Action.SESSION_CLOSED,
            actor_id=ended.person_id,
            object_kind="session",
            object_id=ended.id,
            request_id=request_id,
        )
    record(
        session,
        Action.SESSION_OPENED,
        actor_id=person.id,
        object_kind="session",
        object_id=session_id,
        request_id=request_id,
        by=by,
    )
    return opened


def clear_away(session: Session, moment: datetime) -> None:
    """Forget sessions that ran out. Those that somebody else is about to forget are theirs: waiting for them, with the
    trail's lock in hand already, could wait for ever."""
    over = select(column(LoginSession.id)).where(column(LoginSession.expires_at) < moment)
    gone = over.with_for_update(skip_locked=True)
    session.execute(delete(LoginSession).where(column(LoginSession.id).in_(gone)))


def slide(db: Database, settings: Settings, session_id: str, roles: tuple[str, ...]) -> datetime:
    """Move the end of a session that is in use. Returns the new end."""
    with db.write() as session:
        begun = session.execute(
            select(column(LoginSession.created_at)).where(column(LoginSession.id) == session_id)
        ).scalar_one_or_none()
        ends = end_of(settings, roles, begun or now())
        session.execute(
            update(LoginSession)
            .where(column(LoginSession.id) == session_id)
            .values(last_seen_at=now(), expires_at=ends)
        )
    return ends


def sign_out(session: Session, secret: str, request_id: str | None = None) -> None:
    """End a session. One that has ended already is no error."""
    row = session.execute(
        select(LoginSession).where(column(LoginSession.secret_hash) == secret_hash(secret))
    ).scalar_one_or_none()
    if row is None:
        return
    session.execute(delete(LoginSession).where(column(LoginSession.id) == row.id))
    record(
        session,
        Action.SESSION_CLOSED,
        actor_id=row.person_id,
        object_kind="session",
        object_id=row.id,
        request_id=request_id,
    )


def create_token(
    session: Session,
    actor: Actor,
    *,
    name: str,
    scopes: list[str],
    expires_in_days: int,
    request_id: str | None = None,
) -> tuple[ApiToken, str]:
    """Make a token for the actor. Returns the row and the secret, which is never shown again.

    Raises Invalid when a scope is unknown, not for tokens, or beyond what the actor may do.
    """
    unknown = [
        FieldError(f"/scopes/{i}", "This scope can't be given to a token of yours.")
        for i, scope in enumerate(scopes)
        if scope not in TOKEN_SCOPES or not actor.may(Permission(scope))
    ]
    if unknown:
        raise Invalid("The token asks for more than you can give it.", errors=unknown)
    secret, moment = new_token_secret(), now()
    token = ApiToken(
        id=new_id(),
        secret_hash=secret_hash(secret),
        person_id=actor.id,
        name=name,
        scopes=sorted(set(scopes)),
        created_at=moment,
        expires_at=moment + timedelta(days=expires_in_days),
    )
    session.add(token)
    session.flush()
    record(
        session,
        Action.TOKEN_CREATED,
        actor_id=actor.id,
        object_kind="token",
        object_id=token.id,
        request_id=request_id,
        scopes=token.scopes,
        days=expires_in_days,
    )
    return token, secret


def revoke_token(
    session: Session,
    actor: Actor,
    token_id: str,
    request_id: str | None = None,
    *,
    owner_id: str | None = None,
) -> None:
    """End a token at once: the actor's own, or that of `owner_id`. Raises NotFound for anyone else's."""
    token = session.get(ApiToken, token_id)
    if token is None or token.person_id != (owner_id or actor.id):
        raise NotFound("There is no such token.")
    if token.revoked_at is not None:
        return
    session.execute(update(ApiToken).where(column(ApiToken.id) == token_id).values(revoked_at=now()))
    record(
        session,
        Action.TOKEN_REVOKED,
        actor_id=actor.id,
        object_kind="token",
        object_id=token_id,
        request_id=request_id,
    )

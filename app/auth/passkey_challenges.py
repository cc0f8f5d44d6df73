"""What a passkey signs: made for one browser, good for one answer and a few minutes.

The browser holds a secret in a cookie that only this host sets and sends; what is signed is a hash of it, so whoever
reads the one can't make the other. Of the secret only a hash is stored, and that goes with the first answer.
"""

import hashlib
from datetime import timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.auth.models import PasskeyChallenge
from app.auth.secrets import new_session_secret, secret_hash
from app.kit.clock import now
from app.kit.problems import TooManyRequests
from app.kit.tables import column

COOKIE = "__Host-pathnote-passkey"
# As long as somebody may look for their phone.
LIFETIME = timedelta(minutes=5)
# Open at once. Asking needs no account, so it may not fill the database: a company behind one address, and everyone.
MOST_OF_ADDRESS, MOST = 300, 10_000


def begin(session: Session, purpose: str, address: str, person_id: str | None = None) -> str:
    """A secret for the cookie; `challenge` says what of it is to be signed. Raises TooManyRequests."""
    forget_expired(session)
    refuse_flood(session, secret_hash(address))
    secret = new_session_secret()
    session.execute(
        insert(PasskeyChallenge).values(
            secret_hash=secret_hash(secret),
            purpose=purpose,
            person_id=person_id,
            address=secret_hash(address),
            expires_at=now() + LIFETIME,
        )
    )
    return secret


def challenge(secret: str) -> bytes:
    """What is to be signed."""
    return hashlib.sha256(f"pathnote passkey {secret}".encode("utf-8", "replace")).digest()


def use_up(session: Session, secret: str, purpose: str, person_id: str | None = None) -> bool:
    """Whether this browser asked for it, for this purpose and person, minutes ago. It is gone either way."""
    taken = delete(PasskeyChallenge).where(column(PasskeyChallenge.secret_hash) == secret_hash(secret))
    row = session.execute(
        taken.returning(
            column(PasskeyChallenge.purpose),
            column(PasskeyChallenge.person_id),
            column(PasskeyChallenge.expires_at),
        )
    ).one_or_none()
    return row is not None and (row.purpose, row.person_id) == (purpose, person_id) and row.expires_at > now()


def forget_expired(session: Session) -> None:
    """Those that somebody else is about to forget are theirs."""
    over = select(column(PasskeyChallenge.secret_hash)).where(column(PasskeyChallenge.expires_at) <= now())
    gone = over.with_for_update(skip_locked=True)
    session.execute(delete(PasskeyChallenge).where(column(PasskeyChallenge.secret_hash).in_(gone)))


def refuse_flood(session: Session, address: str) -> None:
    """Raise TooManyRequests when too many are open."""
    open_ones = select(func.count(), func.min(column(PasskeyChallenge.expires_at)))
    for limit, counted in (
        (MOST_OF_ADDRESS, open_ones.where(column(PasskeyChallenge.address) == address)),
        (MOST, open_ones),
    ):
        count, first = session.execute(counted).one()
        if count >= limit:
            wait = max(1, int((first - now()).total_seconds()) + 1)
            raise TooManyRequests(
                "Too many passkeys were asked for. Wait a few minutes, or sign in with your password.",
                retry_after=wait,
            )

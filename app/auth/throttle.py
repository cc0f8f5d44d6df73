"""Slowing down guesses, across all server processes: failures are counted in the database."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.auth.models import SignInFailure
from app.auth.secrets import secret_hash
from app.config import PasswordSettings
from app.kit.clock import now
from app.kit.problems import TooManyRequests


def refuse_if_guessing(session: Session, settings: PasswordSettings, account: str, address: str) -> None:
    """Raise TooManyRequests when this account, this address or everyone together failed too often of late."""
    since = now() - settings.window
    for limit, column, value in (
        (settings.tries, SignInFailure.account, secret_hash(account)),
        (settings.tries, SignInFailure.address, secret_hash(address)),
        (settings.tries_in_all, None, None),
    ):
        failures = select(func.count(), func.min(SignInFailure.at)).where(SignInFailure.at > since)  # type: ignore[arg-type]
        if column is not None:
            failures = failures.where(column == value)  # type: ignore[arg-type]
        count, first = session.execute(failures).one()
        if count >= limit:
            wait = wait_seconds(first, settings)
            raise TooManyRequests(
                f"Too many failed sign-ins. Wait {max(1, round(wait / 60))} minutes, then try again.",
                retry_after=wait,
            )


def wait_seconds(first_failure: datetime | str, settings: PasswordSettings) -> int:
    """Seconds until the oldest failure in the window no longer counts."""
    first = datetime.fromisoformat(first_failure) if isinstance(first_failure, str) else first_failure
    return max(1, int((first + settings.window - now()).total_seconds()) + 1)


def note_failure(session: Session, settings: PasswordSettings, account: str, address: str) -> None:
    """Count one failure and forget those that no longer matter."""
    session.execute(delete(SignInFailure).where(SignInFailure.at <= now() - settings.window))  # type: ignore[arg-type]
    session.execute(
        insert(SignInFailure).values(at=now(), account=secret_hash(account), address=secret_hash(address))
    )

"""Slowing down guesses, across all server processes: failures are counted in the database."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.auth.models import SignInFailure
from app.auth.secrets import secret_hash
from app.config import PasswordSettings
from app.kit.clock import now
from app.kit.problems import TooManyRequests
from app.kit.tables import column


def refuse_if_guessing(session: Session, settings: PasswordSettings, account: str, address: str) -> None:
    """Raise TooManyRequests when this account, this address or everyone together failed too often of late."""
    since = now() - settings.window
    all_of_late = select(func.count(), func.min(column(SignInFailure.at))).where(
        column(SignInFailure.at) > since
    )
    for limit, failures in (
        (settings.tries, all_of_late.where(column(SignInFailure.account) == secret_hash(account))),
        (settings.tries, all_of_late.where(column(SignInFailure.address) == secret_hash(address))),
        (settings.tries_in_all, all_of_late),
    ):
        count, first = session.execute(failures).one()
        if count >= limit:
            wait = wait_seconds(first, settings)
            raise TooManyRequests(
                f"Too many failed sign-ins. Wait {max(1, round(wait / 60))} minutes, then try again.",
                retry_after=wait,
            )


def wait_seconds(first_failure: datetime, settings: PasswordSettings) -> int:
    """Seconds until the oldest failure in the window no longer counts."""
    return max(1, int((first_failure + settings.window - now()).total_seconds()) + 1)


def note_failure(session: Session, settings: PasswordSettings, account: str, address: str) -> None:
    """Count one failure and forget those that no longer matter."""
    session.execute(delete(SignInFailure).where(column(SignInFailure.at) <= now() - settings.window))
    session.execute(
        insert(SignInFailure).values(at=now(), account=secret_hash(account), address=secret_hash(address))
    )

"""Forgotten and new passwords over HTTP."""

import logging

from fastapi import APIRouter, BackgroundTasks, Request
from sqlalchemy.exc import SQLAlchemyError

from app.auth import links
from app.auth.dependencies import PUBLIC, address_of
from app.auth.handing import whole_hours
from app.auth.schemas import PasswordIn, ResetIn
from app.auth.throttle import note_failure, refuse_if_guessing
from app.config import Settings
from app.kit.db import Database
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Invalid, NotFound, TooManyRequests
from app.kit.strict_route import StrictRoute

router = APIRouter(prefix="/password", tags=["sign-in"], route_class=StrictRoute)
log = logging.getLogger("app.auth")


@router.post("/reset", status_code=202, responses=declared(NotFound, TooManyRequests), openapi_extra=PUBLIC)
def ask_for_reset(
    given: ResetIn, request: Request, later: BackgroundTasks, db: Db, settings: Config
) -> dict[str, str]:
    """Have a link sent. The answer is the same, and as quick, whether or not there is such an account."""
    if not settings.smtp.host:
        raise NotFound("Links are not sent from here. Ask your administrator for one.")
    account = given.email.strip().lower()
    address = address_of(request)
    with db.write() as session:
        # Counted apart from sign-ins, so that nobody can lock somebody else out with it.
        refuse_if_guessing(session, settings.passwords, f"reset {account}", address)
        note_failure(session, settings.passwords, f"reset {account}", address)
    later.add_task(send, db, settings, account)
    return {"detail": "If this address has an account here, a link is on its way."}


def send(db: Database, settings: Settings, account: str) -> None:
    """After the answer, so that its time tells nothing."""
    # Mail brings half a library along; most processes never send any.
    from app.auth import mail

    hours = whole_hours(settings.links.reset)
    try:
        links.send_reset(
            db,
            settings,
            account,
            lambda to, address: mail.send_link(settings.smtp, to, "reset", address, hours),
        )
    except (OSError, SQLAlchemyError) as error:
        log.error("a link could not be sent: %s", type(error).__name__)


@router.post("", status_code=204, responses=declared(NotFound, Invalid), openapi_extra=PUBLIC)
def set_password(
    given: PasswordIn, request: Request, db: Db, settings: Config, request_id: RequestId
) -> None:
    """Set a password by a link, once. All sessions of the person end."""
    links.set_password(db, settings, request.app.state.passwords, given.secret, given.password, request_id)

"""Getting a link to whom it is for: by mail, or by the hands of an administrator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.auth.links import address
from app.config import Settings
from app.kit.clock import now


@dataclass(frozen=True, slots=True)
class Handed:
    """`link` only where it was not mailed: then somebody has to hand it over. `failed` names what the mail met."""

    email: str
    purpose: str
    expires_at: datetime
    link: str | None
    failed: str | None = None


def hand_over(settings: Settings, email: str, purpose: str, secret: str) -> Handed:
    """Mail the link where a mail server is set up. When that fails, whoever asked gets it: it was made already."""
    # Mail brings half a library along; most processes never send any.
    from app.auth import mail

    lives = settings.links.invitation if purpose == "invitation" else settings.links.reset
    ends, link = now() + lives, address(settings, secret)
    if not settings.smtp.host:
        return Handed(email, purpose, ends, link)
    try:
        mail.send_link(settings.smtp, email, purpose, link, whole_hours(lives))
    except OSError as error:  # every smtplib.SMTPException is one
        return Handed(email, purpose, ends, link, failed=type(error).__name__)
    return Handed(email, purpose, ends, None)


def whole_hours(lives: timedelta) -> int:
    """For a sentence."""
    return max(1, int(lives.total_seconds() // 3_600))

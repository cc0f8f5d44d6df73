"""Mail through the company's server: two short texts, each in both languages."""

import smtplib
import ssl
from email.message import EmailMessage

from app.config import SmtpSettings

SECONDS = 20.0
SUBJECTS = {
    "invitation": "Pathnote: set your password / dein Passwort",
    "reset": "Pathnote: a new password / ein neues Passwort",
}
ONCE = ("the link works once, for {hours} hours.", "der Link gilt einmal, {hours} Stunden lang.")
NOT_ASKED = (
    "If you did not ask for it, nothing has changed and you need do nothing.",
    "Wenn du nicht darum gebeten hast, hat sich nichts geändert und du musst nichts tun.",
)
TEXTS = {
    "invitation": (
        f"You have an account in Pathnote. Set your password here; {ONCE[0]}",
        f"Du hast ein Konto in Pathnote. Setze hier dein Passwort; {ONCE[1]}",
    ),
    "reset": (
        f"Set a new password for Pathnote here; {ONCE[0]} {NOT_ASKED[0]}",
        f"Setze hier ein neues Passwort für Pathnote; {ONCE[1]} {NOT_ASKED[1]}",
    ),
}


def send_link(settings: SmtpSettings, to: str, purpose: str, address: str, hours: int) -> None:
    """Raises OSError or smtplib.SMTPException when the server can't be reached or refuses."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.sender, to, SUBJECTS[purpose]
    message["Auto-Submitted"] = "auto-generated"
    english, german = (text.format(hours=hours) for text in TEXTS[purpose])
    message.set_content(f"{english}\n\n{address}\n\n{german}\n\n{address}\n")
    with connected(settings) as server:
        if settings.user and settings.password:
            server.login(settings.user, settings.password.get_secret_value())
        server.send_message(message)


def connected(settings: SmtpSettings) -> smtplib.SMTP:
    """A connection, under TLS unless the settings say that none is wanted."""
    host, trusted = settings.host or "", ssl.create_default_context()
    if settings.security == "tls":
        return smtplib.SMTP_SSL(host, settings.port, timeout=SECONDS, context=trusted)
    server = smtplib.SMTP(host, settings.port, timeout=SECONDS)
    if settings.security == "starttls":
        server.starttls(context=trusted)
    return server

"""For which host passkeys are made, and from which pages they are taken: both follow from the public address."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from app.config import Settings

DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Party:
    """`id` is what authenticators file a passkey under; `origin` is what browsers say of the page that asks."""

    id: str
    origin: str


def party_of(settings: Settings, base_url: str) -> Party | None:
    """None where there can be no passkeys: switched off, no TLS, or an address of numbers in place of a name."""
    if not settings.passkeys.enabled:
        return None
    try:
        parts = urlsplit(settings.public_origin or base_url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    local = host == "localhost" or host.endswith(".localhost")
    if not host or is_address(host) or not (parts.scheme == "https" or (parts.scheme == "http" and local)):
        return None
    behind = "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return Party(host, f"{parts.scheme}://{host}{behind}")


def is_address(host: str) -> bool:
    """127.0.0.1 and the like, which no passkey can be made for."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True

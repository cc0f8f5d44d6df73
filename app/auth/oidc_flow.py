"""One trip to the provider and back: what is sent along, and how the browser proves that it is the one that left.

All follows from one secret in a cookie that only this host sets and sends: `state`, `nonce` and the PKCE verifier are
hashes of it, so nothing is stored here, and none of them gives away another.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from app.kit import base64url

COOKIE = "__Host-pathnote-sso"
# As long as somebody may take over their password and second factor.
LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Flow:
    """`next` is where the person wanted to go; `device_key` the public key of their installation."""

    secret: str
    next: str = "/"
    device_key: str = ""

    @property
    def state(self) -> str:
        return self._derived("state")

    @property
    def nonce(self) -> str:
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        return self._derived("verifier")

    def _derived(self, purpose: str) -> str:
        return base64url.encode(hashlib.sha256(f"pathnote sign-on {purpose} {self.secret}".encode()).digest())

    def cookie(self) -> str:
        """What the browser keeps meanwhile."""
        return f"{self.secret}.{base64url.encode(self.next.encode())}.{self.device_key}"

    def is_answered_by(self, state: str) -> bool:
        """Whether an answer belongs to this trip."""
        return hmac.compare_digest(self.state.encode(), state.encode("utf-8", "replace"))


def begun(next_: str, device_key: str | None) -> Flow:
    """A new trip."""
    return Flow(secrets.token_urlsafe(32), next_, device_key or "")


def from_cookie(text: str) -> Flow | None:
    """The trip that a browser is on, or None for anything that is not one."""
    try:
        secret, where, device_key = text.split(".")
        next_ = base64url.decode(where).decode()
    except ValueError:
        return None
    return Flow(secret, next_, device_key) if len(secret) == 43 else None


def address(endpoint: str, flow: Flow, *, client_id: str, redirect_uri: str, scopes: str) -> str:
    """Where the browser goes to sign in."""
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "scope": scopes,
        "state": flow.state,
        "nonce": flow.nonce,
        "code_challenge": base64url.encode(hashlib.sha256(flow.verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

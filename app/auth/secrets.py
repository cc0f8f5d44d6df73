"""Making and recognising the two kinds of secret: a session's and an API token's."""

import hashlib
import secrets

COOKIE = "__Host-pathnote"
TOKEN_PREFIX = "pn_"  # noqa: S105 - lets a leaked token be recognised by scanners


def new_session_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def new_token_secret() -> str:
    """256 random bits behind the product's prefix."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()

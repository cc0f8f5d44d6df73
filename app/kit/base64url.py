"""Bytes as base64url without padding (RFC 4648, section 5), as browsers, tokens and cursors write them."""

import base64


def encode(raw: bytes) -> str:
    """The text of these bytes."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """The bytes behind a text. Raises ValueError for anything with another character in it."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)

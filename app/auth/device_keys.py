"""Device keys: how an installation proves that it is the one that signed in.

A browser writes its cookies to disk when it gets round to it: killed within half a minute of signing in, it comes back
signed out, and what waits in its outbox would wait for a password. So the app makes a key pair at sign-in, the private
half not extractable (WebCrypto, ECDSA on P-256), and keeps it beside the outbox. Signing a challenge with it brings the
same session back, no longer than the session lives and not after it was ended.
"""

import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

from app.kit import base64url

# r and s of a P-256 signature, as WebCrypto gives them: 32 bytes each.
HALF = 32


def new_challenge() -> str:
    """256 random bits to be signed once."""
    return secrets.token_urlsafe(32)


def is_device_key(key: str) -> bool:
    """Whether this is a P-256 public key as base64url of its SPKI form."""
    return loaded(key) is not None


def is_signed(key: str, challenge: str, signature: str) -> bool:
    """Whether the private half of `key` signed the challenge (ECDSA with SHA-256, raw r and s)."""
    public, raw = loaded(key), decoded(signature)
    if public is None or raw is None or len(raw) != 2 * HALF:
        return False
    der = encode_dss_signature(int.from_bytes(raw[:HALF]), int.from_bytes(raw[HALF:]))
    try:
        public.verify(der, challenge.encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def loaded(key: str) -> ec.EllipticCurvePublicKey | None:
    """The key, or None for anything that is not one."""
    raw = decoded(key)
    if raw is None:
        return None
    try:
        public = load_der_public_key(raw)
    except Exception:
        return None
    is_p256 = isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1)
    return public if is_p256 else None  # type: ignore[return-value]


def decoded(text: str) -> bytes | None:
    """The bytes behind base64url without padding."""
    try:
        return base64url.decode(text)
    except ValueError:
        return None

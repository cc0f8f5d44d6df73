"""Whether an ID token is the provider's word about somebody, for us, for this very trip (OpenID Connect Core 3.1.3.7).

The signature and the standard claims are joserfc's work; what it leaves open stands here.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from app.auth.oidc_refusals import SignOnRefused
from app.kit import base64url

# No 'none', and none with a shared key: there the client secret would be the key of every signature.
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
# Two clocks are never the same.
LEEWAY = 60
# Made for this trip, and no trip takes longer than its cookie lives.
OLDEST = 600


def identity(
    id_token: str,
    keys: KeySet,
    *,
    issuer: str,
    client_id: str,
    nonce: str,
    access_token: str,
    moment: int,
) -> dict[str, Any]:
    """The claims of a token that holds. Raises SignOnRefused or a JoseError for any other."""
    token = jwt.decode(id_token, keys, algorithms=list(ALGORITHMS))
    claims = dict(token.claims)
    registry = JWTClaimsRegistry(
        now=moment,
        leeway=LEEWAY,
        iss={"essential": True, "value": issuer},
        sub={"essential": True},
        aud={"essential": True, "value": client_id},
        exp={"essential": True},
        iat={"essential": True},
    )
    try:
        registry.validate(claims)
    except JoseError as error:
        raise SignOnRefused("failed", f"the ID token's claims do not hold: {error.error}") from None
    for holds, what in (
        # An audience beside us could use what it was given to get in here.
        (claims["aud"] in (client_id, [client_id]), "it is for somebody else as well"),
        (claims.get("azp", client_id) == client_id, "it was given to another client"),
        (is_name(claims["sub"]), "its subject is no name"),
        (same(claims.get("nonce"), nonce), "it was not made for this sign-in"),
        (claims["iat"] >= moment - OLDEST - LEEWAY, "it is too old"),
        (
            belongs(claims.get("at_hash"), access_token, token.header["alg"]),
            "it came with another access token",
        ),
    ):
        if not holds:
            raise SignOnRefused("failed", f"the ID token does not hold: {what}")
    return claims


def is_name(subject: object) -> bool:
    """At most 255 ASCII characters, as the standard has it."""
    return (
        isinstance(subject, str) and 0 < len(subject) <= 255 and subject.isascii() and subject.isprintable()
    )


def same(given: object, expected: str) -> bool:
    """Compared in constant time."""
    return isinstance(given, str) and hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def belongs(at_hash: object, access_token: str, algorithm: str) -> bool:
    """Whether the hash, if there is one, is the left half of the access token's."""
    if at_hash is None:
        return True
    name = {"EdDSA": "sha512", "Ed25519": "sha512"}.get(algorithm, f"sha{algorithm[-3:]}")
    digest = hashlib.new(name, access_token.encode()).digest()
    half = base64url.encode(digest[: len(digest) // 2])
    return same(at_hash, half)


def with_userinfo(claims: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The claims and what the userinfo endpoint adds. It may speak of nobody else, and takes nothing back."""
    if not same(more.get("sub"), claims["sub"]):
        raise SignOnRefused("failed", "the userinfo endpoint speaks of somebody else")
    return {**more, **claims}

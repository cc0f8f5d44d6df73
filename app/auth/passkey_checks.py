"""Whether what an authenticator sent holds: webauthn checks form, challenge, origin, host and signature, this file what
that leaves open. The library is loaded at the first passkey: many processes never see one."""

import json
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from app.auth.passkey_party import Party
from app.auth.passkey_schemas import Assertion, Attestation

# Ed25519, ECDSA on P-256, RSA with SHA-256: what is asked for, and all that is taken.
ALGORITHMS = (-8, -7, -257)
# Nobody vouches for the make of an authenticator here; some sign for themselves all the same.
FORMATS = ("none", "packed")
LONGEST_ID, LONGEST_KEY = 1_023, 1_024


class PasskeyRefused(Exception):  # noqa: N818 - not a fault of the program
    """`why` is a word for the trail; nobody else learns it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is kept of a passkey."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def load() -> None:
    """Have the library at hand before a transaction begins: loading it takes a while."""
    import_module("webauthn")


def registered(given: Attestation, challenge: bytes, party: Party) -> NewKey:
    """A new passkey that the person was present for and verified by. Raises PasskeyRefused."""
    import webauthn
    from webauthn.helpers import (
        decode_credential_public_key,
        decoded_public_key_to_cryptography,
        parse_attestation_object,
    )
    from webauthn.helpers.cose import COSEAlgorithmIdentifier

    try:
        refuse_other_pages(given.client_data)
        if parse_attestation_object(raw(given.attestation)).fmt not in FORMATS:
            raise PasskeyRefused("format")
        found = webauthn.verify_registration_response(
            credential=wire(given.id, clientDataJSON=given.client_data, attestationObject=given.attestation),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(one) for one in ALGORITHMS],
        )
        # Without an attestation nobody has used the key yet: it may be no point of its curve.
        decoded_public_key_to_cryptography(decode_credential_public_key(found.credential_public_key))
    except PasskeyRefused:
        raise
    except Exception as error:
        # Whatever a stranger's bytes made a parser raise, they were not a passkey.
        raise PasskeyRefused("failed") from error
    if found.credential_id != raw(given.id):
        raise PasskeyRefused("failed")
    if len(found.credential_id) > LONGEST_ID or len(found.credential_public_key) > LONGEST_KEY:
        raise PasskeyRefused("size")
    return NewKey(found.credential_id, found.credential_public_key, found.sign_count)


def signed(given: Assertion, challenge: bytes, party: Party, public_key: bytes, known_count: int) -> int:
    """Its counter now, when this passkey signed the challenge and verified the person. Raises PasskeyRefused."""
    import webauthn

    try:
        refuse_other_pages(given.client_data)
        found = webauthn.verify_authentication_response(
            credential=wire(
                given.id,
                clientDataJSON=given.client_data,
                authenticatorData=given.authenticator_data,
                signature=given.signature,
                userHandle=given.user_handle,
            ),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=public_key,
            # Compared below: what the library says of a counter it says before it looks at the signature.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except PasskeyRefused:
        raise
    except Exception as error:
        raise PasskeyRefused("failed") from error
    count = found.new_sign_count
    if (count or known_count) and count <= known_count:
        # It signed, but an older state of it did: there may be a copy.
        raise PasskeyRefused("counter")
    return count


def refuse_other_pages(client_data: str) -> None:
    """A page of ours in somebody else's frame is not ours. The library reads this flag and lets it pass."""
    said = json.loads(raw(client_data))
    if said.get("crossOrigin", False) is not False or "topOrigin" in said:
        raise PasskeyRefused("frame")


def wire(credential_id: str, **response: str) -> dict[str, Any]:
    """As browsers write it."""
    return {"id": credential_id, "rawId": credential_id, "type": "public-key", "response": response}


def raw(text: str) -> bytes:
    """The bytes behind base64url."""
    from webauthn import base64url_to_bytes

    return base64url_to_bytes(text)

"""A browser that lost its cookie brings its session back with its device key, and nobody else does."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.testclient import TestClient

from app.auth.secrets import COOKIE
from app.kit import clock
from tests.fixtures.people import PASSWORD, PersonClient


class Installation:
    """The key of one browser, and what it knows of its session."""

    def __init__(self, client: TestClient, email: str) -> None:
        self.client = client
        self.key = ec.generate_private_key(ec.SECP256R1())
        spki = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        answer = client.post(
            "/api/v1/session", json={"email": email, "password": PASSWORD, "device_key": b64(spki)}
        )
        assert answer.status_code == 200, answer.text
        self.session_id = answer.json()["session_id"]

    def challenge(self) -> str:
        answer = self.client.post("/api/v1/session/challenge", json={"session_id": self.session_id})
        return str(answer.json()["challenge"])

    def sign(self, challenge: str) -> str:
        r, s = decode_dss_signature(self.key.sign(challenge.encode(), ec.ECDSA(hashes.SHA256())))
        return b64(r.to_bytes(32) + s.to_bytes(32))

    def renew(self, signature: str) -> Any:
        return self.client.post(
            "/api/v1/session/renewal", json={"session_id": self.session_id, "signature": signature}
        )


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@pytest.fixture
def installation(client: TestClient, msl: PersonClient) -> Installation:
    return Installation(client, msl.email)


def test_the_session_comes_back_and_the_old_cookie_ends(installation: Installation) -> None:
    old = installation.client.cookies[COOKIE]
    installation.client.cookies.clear()
    assert installation.client.get("/api/v1/session").status_code == 401
    answer = installation.renew(installation.sign(installation.challenge()))
    assert answer.status_code == 200
    assert answer.json()["session_id"] == installation.session_id
    assert installation.client.get("/api/v1/session").status_code == 200
    installation.client.cookies.clear()
    installation.client.cookies.set(COOKIE, old, domain="testserver")
    assert installation.client.get("/api/v1/session").status_code == 401


def test_a_signature_works_once_and_only_for_its_challenge(installation: Installation) -> None:
    signature = installation.sign(installation.challenge())
    assert installation.renew(signature).status_code == 200
    assert installation.renew(signature).status_code == 401
    installation.challenge()
    assert installation.renew(signature).status_code == 401


def test_a_wrong_try_uses_the_challenge_up(installation: Installation) -> None:
    challenge = installation.challenge()
    assert installation.renew(b64(bytes(64))).status_code == 401
    assert installation.renew(installation.sign(challenge)).status_code == 401


@pytest.mark.parametrize("signature", ["x", "é", b64(b"short"), b64(bytes(64)), b64(b"\xff" * 64), "A" * 200])
def test_nonsense_is_refused_like_a_wrong_signature(installation: Installation, signature: str) -> None:
    installation.challenge()
    assert installation.renew(signature).status_code == 401


def test_another_installations_key_does_not_open_it(
    installation: Installation, msl: PersonClient, lead: PersonClient
) -> None:
    for email in (msl.email, lead.email):
        other = Installation(installation.client, email)
        challenge = installation.challenge()
        assert installation.renew(other.sign(challenge)).status_code == 401


def test_signed_out_or_run_out_it_stays_ended(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = clock.now() + timedelta(days=31)
    challenge = installation.challenge()
    with monkeypatch.context() as patched:
        patched.setattr("app.auth.renewal.now", lambda: later)
        assert installation.renew(installation.sign(challenge)).status_code == 401
    epoch = installation.client.get("/api/v1/session").json()["epoch"]
    assert installation.client.delete("/api/v1/session").status_code == 204
    refused = installation.renew(installation.sign(installation.challenge()))
    # By which a phone tells a server that ended its session from one put back from a backup, which never had it.
    assert (refused.status_code, refused.json()["epoch"]) == (401, epoch)


def test_an_unknown_session_gets_a_challenge_that_leads_nowhere(installation: Installation) -> None:
    known = installation.session_id
    installation.session_id = clock.new_id()
    assert len(installation.challenge()) == 43
    assert installation.renew(installation.sign(installation.challenge())).status_code == 401
    installation.session_id = known


def test_a_session_without_a_key_can_not_be_renewed(client: TestClient, msl: PersonClient) -> None:
    session_id = msl.get("/api/v1/session").json()["session_id"]
    challenge = msl.post("/api/v1/session/challenge", json={"session_id": session_id}).json()["challenge"]
    answer = msl.post("/api/v1/session/renewal", json={"session_id": session_id, "signature": challenge})
    assert answer.status_code == 401


@pytest.mark.parametrize("key", ["", "nonsense", b64(b"0" * 91)])
def test_only_a_p256_key_is_taken(client: TestClient, msl: PersonClient, key: str) -> None:
    answer = client.post(
        "/api/v1/session", json={"email": msl.email, "password": PASSWORD, "device_key": key}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/device_key"

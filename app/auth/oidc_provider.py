"""Talking to the provider: its description and keys, a code for tokens, a token for claims.

Every answer is bounded in size and time, no redirect is followed, and what is not JSON is no answer.
"""

import threading
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2 as httpx
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, import_key

from app.auth import oidc_checks
from app.auth.oidc_flow import Flow
from app.auth.oidc_refusals import SignOnRefused
from app.config import OidcSettings
from app.kit import strict_json
from app.kit.problems import MalformedJson

SECONDS = 10.0
BYTES = 262_144
# Descriptions and keys change rarely; a key that is not known is asked for at once, but not by every stranger.
KEEP = 600.0
ASK_AGAIN = 30.0


@dataclass(frozen=True, slots=True)
class Description:
    """What of the discovery document is used."""

    authorization: str
    token: str
    jwks: str
    userinfo: str | None
    secret_in_body: bool
    names_itself: bool


class Provider:
    """One provider, for one client id. Its methods raise SignOnRefused."""

    def __init__(self, settings: OidcSettings) -> None:
        self.settings = settings
        self.issuer = settings.issuer or ""
        self.client_id = settings.client_id or ""
        self._tls = httpx.create_ssl_context()
        self._lock = threading.Lock()
        self._description: tuple[float, Description] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def claims(self, code: str, flow: Flow, redirect_uri: str) -> dict[str, Any]:
        """What the provider says about the person who brought this code."""
        found = self.description()
        tokens = self._exchanged(found, code, flow, redirect_uri)
        id_token, access_token = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(id_token, str) or not isinstance(access_token, str):
            raise SignOnRefused("failed", "the answer for the code has no ID token or no access token")
        if str(tokens.get("token_type")).lower() != "bearer":
            raise SignOnRefused("failed", "the access token is of a type we don't know")
        claims = self._checked(found, id_token, access_token, flow)
        if found.userinfo is None:
            return claims
        more = self._asked("GET", found.userinfo, headers={"Authorization": f"Bearer {access_token}"})
        return oidc_checks.with_userinfo(claims, more)

    def description(self) -> Description:
        """The discovery document, kept for a while."""
        with self._lock:
            if self._description is None or time.monotonic() - self._description[0] > KEEP:
                document = self._asked("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
                self._description = (time.monotonic(), self._described(document))
            return self._description[1]

    def _described(self, document: dict[str, Any]) -> Description:
        if document.get("issuer") != self.issuer:
            raise SignOnRefused("failed", "the discovery document is of another issuer")
        ways = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        userinfo = document.get("userinfo_endpoint")
        return Description(
            authorization=self._endpoint(document.get("authorization_endpoint")),
            token=self._endpoint(document.get("token_endpoint")),
            jwks=self._endpoint(document.get("jwks_uri")),
            userinfo=None if userinfo is None else self._endpoint(userinfo),
            secret_in_body="client_secret_basic" not in ways,
            names_itself=document.get("authorization_response_iss_parameter_supported") is True,
        )

    def _endpoint(self, url: object) -> str:
        """An address may not be less safe than the issuer's own."""
        if not isinstance(url, str) or urlsplit(url).scheme not in ("https", urlsplit(self.issuer).scheme):
            raise SignOnRefused("failed", "the discovery document names an address that can't be used")
        return url

    def _exchanged(self, found: Description, code: str, flow: Flow, redirect_uri: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": flow.verifier,
        }
        secret = self.settings.client_secret
        if secret is None:
            return self._asked("POST", found.token, data=form | {"client_id": self.client_id})
        password = secret.get_secret_value()
        if found.secret_in_body:
            form |= {"client_id": self.client_id, "client_secret": password}
            return self._asked("POST", found.token, data=form)
        # RFC 6749 2.3.1: both are form-encoded before they become a basic credential.
        return self._asked(
            "POST", found.token, data=form, auth=(quote(self.client_id, safe=""), quote(password, safe=""))
        )

    def _checked(self, found: Description, id_token: str, access_token: str, flow: Flow) -> dict[str, Any]:
        def checked(keys: KeySet) -> dict[str, Any]:
            return oidc_checks.identity(
                id_token,
                keys,
                issuer=self.issuer,
                client_id=self.client_id,
                nonce=flow.nonce,
                access_token=access_token,
                moment=int(time.time()),
            )

        try:
            try:
                return checked(self._known_keys(found, KEEP))
            except InvalidKeyIdError:
                return checked(self._known_keys(found, ASK_AGAIN))
        except (JoseError, ValueError) as error:
            raise SignOnRefused(
                "failed", f"the ID token's signature does not hold: {type(error).__name__}"
            ) from None

    def _known_keys(self, found: Description, keep: float) -> KeySet:
        with self._lock:
            if self._keys is None or time.monotonic() - self._keys[0] > keep:
                document = self._asked("GET", found.jwks)
                self._keys = (time.monotonic(), key_set(document))
            return self._keys[1]

    def _asked(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        """A JSON object from the provider."""
        ends = time.monotonic() + SECONDS
        body = bytearray()
        try:
            with (
                # A connection for each: they come minutes apart.
                httpx.Client(timeout=SECONDS, follow_redirects=False, verify=self._tls) as client,
                client.stream(method, url, **more) as answer,
            ):
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > BYTES or time.monotonic() > ends:
                        raise SignOnRefused("unreachable", "the provider's answer is too long")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SignOnRefused(
                "unreachable", f"the provider does not answer: {type(error).__name__}"
            ) from None
        if answer.status_code != httpx.codes.OK:
            reason = "failed" if answer.is_client_error else "unreachable"
            raise SignOnRefused(reason, f"the provider answered {answer.status_code}")  # type: ignore[arg-type]
        try:
            found = strict_json.loads(bytes(body))
        except MalformedJson:
            found = None
        if not isinstance(found, dict):
            raise SignOnRefused("unreachable", "the provider's answer is not JSON")
        return found


def key_set(document: dict[str, Any]) -> KeySet:
    """The keys that can check a signature; others, and kinds nobody here knows, are passed over."""
    keys = []
    listed = document.get("keys")
    for one in listed if isinstance(listed, list) else []:
        if (
            isinstance(one, dict)
            and one.get("kty") in ("RSA", "EC", "OKP")
            and one.get("use", "sig") == "sig"
        ):
            try:
                keys.append(import_key(one))
            except (JoseError, ValueError):
                continue
    return KeySet(keys)

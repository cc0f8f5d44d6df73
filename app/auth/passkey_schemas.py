"""Passkeys on the wire. What an authenticator sends is base64url, as `toJSON()` of a credential writes it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from app.auth.schemas import DeviceKey
from app.kit.wire import Schema, line_text

BASE64URL = r"^[A-Za-z0-9_-]+$"
CredentialId = Annotated[str, Field(max_length=1_364, pattern=BASE64URL)]
ClientData = Annotated[str, Field(max_length=4_096, pattern=BASE64URL)]
PasskeyName = Annotated[str, line_text(60)]


class Attestation(Schema):
    """A new passkey, as the authenticator made it."""

    id: CredentialId
    client_data: ClientData
    attestation: str = Field(max_length=8_192, pattern=BASE64URL)


class Assertion(Schema):
    """A challenge, signed."""

    id: CredentialId
    client_data: ClientData
    authenticator_data: str = Field(max_length=2_048, pattern=BASE64URL)
    signature: str = Field(max_length=2_048, pattern=BASE64URL)
    user_handle: str = Field(max_length=128, pattern=BASE64URL)


class PasskeyOptions(BaseModel):
    """For `navigator.credentials`."""

    options: dict[str, Any] = Field(
        description="As PublicKeyCredential.parseCreationOptionsFromJSON or …RequestOptionsFromJSON takes it."
    )


class PasskeyBegin(Schema):
    """Adding a passkey."""

    password: str | None = Field(
        None, min_length=1, max_length=1_000, description="Needed when you signed in longer ago than minutes."
    )


class PasskeyIn(Schema):
    """The passkey that was made, and what its owner calls it."""

    name: PasskeyName = Field(examples=["iPhone"])
    credential: Attestation


class PasskeyRename(Schema):
    """Another name."""

    name: PasskeyName


class PasskeySignIn(Schema):
    """Signing in with one."""

    credential: Assertion
    device_key: DeviceKey | None = Field(None, max_length=200, description="As when signing in by password.")


class PasskeyOut(BaseModel):
    """A passkey, without anything that could be used."""

    id: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


class PasskeysOut(BaseModel):
    """All of somebody's, the newest first."""

    items: list[PasskeyOut]
    can_add: bool = Field(
        description="False where there are none, and for who signs in by the company alone."
    )
    needs_password: bool = Field(description="Whether adding one asks for the password first.")

"""From a provider's claims to an account here. Issuer and subject name it; an address is only what it is called."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.commands import create_person, link_identity, set_scope
from app.accounts.queries import PersonCard, person_by_email, person_card, person_of_identity
from app.auth.commands import open_session
from app.auth.oidc_claims import Scope, email, scope_of, text
from app.auth.oidc_refusals import SignOnRefused
from app.auth.opened import Opened
from app.config import OidcSettings, Settings


def admit(
    session: Session,
    settings: Settings,
    claims: Mapping[str, Any],
    device_key: str | None,
    browser: str | None,
    request_id: str | None,
) -> Opened | SignOnRefused:
    """Open a session for whom the provider vouches for. A refusal is returned, so that what led to it is stored:
    somebody whose last role was taken away at the provider has none here either, from now on."""
    issuer, subject = settings.oidc.issuer or "", str(claims["sub"])
    scope = scope_of(settings.oidc, claims)
    person_id = person_of_identity(session, issuer, subject)
    if person_id is None:
        made = newcomer(session, settings.oidc, claims, scope)
        if isinstance(made, SignOnRefused):
            return made
        person_id = made
        link_identity(session, person_id, issuer, subject, request_id)
    person = in_step(session, card(session, person_id), scope)
    if not person.active:
        return SignOnRefused("inactive", "the account was made inactive", person.id)
    if not person.roles:
        return SignOnRefused("no_role", "no role follows from the claims", person.id)
    return open_session(session, settings, person, device_key, request_id, by="sign-on", browser=browser)


def newcomer(
    session: Session, settings: OidcSettings, claims: Mapping[str, Any], scope: Scope
) -> str | SignOnRefused:
    """An account for somebody at their first sign-in, where that is wanted."""
    if not settings.create_people:
        return SignOnRefused("unknown", "no account has this identity")
    address = email(claims)
    if address is None:
        return SignOnRefused("no_email", "the claims hold no e-mail address")
    if person_by_email(session, address) is not None:
        # Whoever controls an address at the provider must not get at an account that has it here.
        return SignOnRefused("taken", "another account has this address")
    if not scope.roles:
        return SignOnRefused("no_role", "no role follows from the claims")
    name = text(claims, "name", "preferred_username", longest=120) or address.partition("@")[0]
    regions = None if scope.everywhere else scope.regions or ()
    return create_person(
        session, email=address, name=name, roles=scope.roles, regions=regions, password_hash=None
    )


def in_step(session: Session, person: PersonCard, scope: Scope) -> PersonCard:
    """Roles and regions as the provider says them now; what it says nothing about stays."""
    roles = person.roles if scope.roles is None else scope.roles
    regions = person.regions if scope.regions is None else scope.regions
    if scope.everywhere:
        regions = None
    if (roles, regions) == (person.roles, person.regions):
        return person
    set_scope(session, person.id, roles=roles, regions=regions, by="sign-on")
    return card(session, person.id)


def card(session: Session, person_id: str) -> PersonCard:
    """A person who is known to be there."""
    found = person_card(session, person_id)
    assert found is not None
    return found

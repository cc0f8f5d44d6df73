"""From a provider's claims to roles and regions, as the settings map them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.auth.permissions import ROLES
from app.config import OidcSettings

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Scope:
    """None for what the provider does not decide; `regions` is then left as it is. `everywhere` is all regions."""

    roles: tuple[str, ...] | None
    regions: tuple[str, ...] | None
    everywhere: bool = False


def scope_of(settings: OidcSettings, claims: Mapping[str, Any]) -> Scope:
    """Words without a meaning here give nothing."""
    roles = regions = None
    if settings.roles_claim:
        said = values(claims, settings.roles_claim)
        meant = [settings.roles.get(word) for word in said] if settings.roles else said
        roles = tuple(sorted({role for role in meant if role in ROLES}))
    if settings.regions_claim:
        said = values(claims, settings.regions_claim)
        found = [settings.regions.get(word) for word in said] if settings.regions else said
        regions = tuple(sorted({region for region in found if region}))
    everywhere = regions is not None and EVERYWHERE in regions
    return Scope(roles, regions, everywhere)


def values(claims: Mapping[str, Any], name: str) -> list[str]:
    """The words of a claim, which may be one text or a list. A name may be a path; one with dots in it goes first."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for step in name.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    listed = found if isinstance(found, list) else [found]
    return [word for word in listed if isinstance(word, str)]


def text(claims: Mapping[str, Any], *names: str, longest: int) -> str | None:
    """The first of these claims that is a plain line of text."""
    for name in names:
        said = claims.get(name)
        if isinstance(said, str) and said.isprintable() and 0 < len(said.strip()) <= longest:
            return said.strip()
    return None


def email(claims: Mapping[str, Any]) -> str | None:
    """The address, unless the provider itself says that it is not known to be theirs."""
    said = text(claims, "email", longest=254)
    return said if said and "@" in said and claims.get("email_verified") is not False else None

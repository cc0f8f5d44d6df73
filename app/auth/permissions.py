"""Permissions, and which role has which. A permission is an object, a colon and a verb; deny is the default."""

from enum import StrEnum


class Permission(StrEnum):
    """Everything a route can require."""

    ENTRY_WRITE = "entry:write"
    ENTRY_READ = "entry:read"
    ENTRY_IMPORT = "entry:import"
    TRENDS_READ = "trends:read"
    SIGNAL_READ = "signal:read"
    SIGNAL_JUDGE = "signal:judge"
    VIEW_MANAGE = "view:manage"
    THEME_READ = "theme:read"
    THEME_CURATE = "theme:curate"
    BRIEF_READ = "brief:read"
    PRIORITY_MANAGE = "priority:manage"
    LOOP_READ = "loop:read"
    EXPORT_READ = "export:read"
    REVISION_READ = "revision:read"
    SYNC_USE = "sync:use"
    DEVICE_READ = "device:read"
    VOCABULARY_READ = "vocabulary:read"
    VOCABULARY_MANAGE = "vocabulary:manage"
    TRAIL_READ = "trail:read"
    SESSION_OWN = "session:own"
    SESSION_MANAGE = "session:manage"
    PERSON_MANAGE = "person:manage"
    ERASURE_MAKE = "erasure:make"
    TOKEN_MANAGE = "token:manage"  # noqa: S105 - the name of a permission


P = Permission

ROLES: dict[str, frozenset[Permission]] = {
    "msl": frozenset(
        {P.ENTRY_WRITE, P.ENTRY_READ, P.TRENDS_READ, P.BRIEF_READ, P.SYNC_USE, P.VOCABULARY_READ}
    ),
    "lead": frozenset(
        {
            P.ENTRY_READ,
            P.TRENDS_READ,
            P.SIGNAL_READ,
            P.SIGNAL_JUDGE,
            P.VIEW_MANAGE,
            P.THEME_READ,
            P.THEME_CURATE,
            P.BRIEF_READ,
            P.PRIORITY_MANAGE,
            P.LOOP_READ,
            P.EXPORT_READ,
            P.SYNC_USE,
            P.DEVICE_READ,
            P.VOCABULARY_READ,
            P.TOKEN_MANAGE,
        }
    ),
    "analyst": frozenset({P.TRENDS_READ, P.EXPORT_READ, P.VOCABULARY_READ, P.TOKEN_MANAGE}),
    "safety": frozenset({P.ENTRY_READ, P.VOCABULARY_READ}),
    "admin": frozenset(
        {
            P.ENTRY_IMPORT,
            P.DEVICE_READ,
            P.REVISION_READ,
            P.VOCABULARY_READ,
            P.VOCABULARY_MANAGE,
            P.TRAIL_READ,
            P.TOKEN_MANAGE,
            P.SESSION_MANAGE,
            P.PERSON_MANAGE,
            P.ERASURE_MAKE,
        }
    ),
    # Another function here (R&D, regulatory, market access, patient engagement): theme pages, read-only.
    "colleague": frozenset({P.THEME_READ, P.VOCABULARY_READ}),
    # Behind the firewall: nothing but themes, and those only when switched on and broad enough (app/themes/access.py).
    "commercial": frozenset({P.THEME_READ, P.VOCABULARY_READ}),
}

# What a token may be made for. A token can read; it can never write, nor make another token.
TOKEN_SCOPES = frozenset({P.EXPORT_READ, P.REVISION_READ, P.TRENDS_READ, P.VOCABULARY_READ})


# Whoever may sign in at all may see where they are signed in, and end it.
EVERYONE = frozenset({P.SESSION_OWN})


def permissions_of(roles: tuple[str, ...]) -> frozenset[Permission]:
    """What these roles may do together; an unknown role adds nothing."""
    return EVERYONE.union(*(ROLES.get(role, frozenset()) for role in roles))

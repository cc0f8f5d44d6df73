"""The one who acts: passed to every query and command, so that none can forget to ask."""

from dataclasses import dataclass

from app.auth.permissions import Permission


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person or an API token acting for one, with rights as they are at this request."""

    id: str
    email: str
    name: str
    roles: tuple[str, ...]
    regions: tuple[str, ...] | None  # roots of the subtrees in scope; None is everywhere
    permissions: frozenset[Permission]
    scope_version: int
    token_id: str | None = None

    def may(self, permission: Permission) -> bool:
        """Whether this actor has the permission at this request."""
        return permission in self.permissions

"""Passwords under argon2id, with the same work for an account that does not exist."""

import secrets
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.config import PasswordSettings


class Passwords:
    """Hashes and checks passwords at one cost."""

    def __init__(self, settings: PasswordSettings) -> None:
        self._hasher = PasswordHasher(
            time_cost=settings.time_cost, memory_cost=settings.memory_kib, parallelism=settings.parallelism
        )

    @cached_property
    def nobody(self) -> str:
        """A hash that no password has, of this cost. Made at the first sign-in: a start should not wait for it."""
        return self._hasher.hash(secrets.token_urlsafe(32))

    def hash(self, password: str) -> str:
        """A salted argon2id hash in the PHC string format."""
        return self._hasher.hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether the password is the stored one. None (no such account) costs as much and is always False."""
        nobody = self.nobody
        try:
            self._hasher.verify(stored or nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    def are_outdated(self, stored: str) -> bool:
        """Whether this hash was made at another cost than new ones."""
        return self._hasher.check_needs_rehash(stored)

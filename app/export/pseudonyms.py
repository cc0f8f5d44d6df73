"""Names for authors that tell nobody who they are, the same in each run for the same reader.

HMAC-SHA-256 over reader and author with a key that no export and no database dump holds. The reader is the person a
token belongs to, not the single token: a token renewed every quarter must not turn each author into a new one, while
two readers can't join their tables by author.
"""

import hmac
import os
import secrets
from pathlib import Path
from typing import Annotated, Any

from pydantic import StringConstraints

from app.config import Settings

Pseudonym = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
FILE = "export.key"
SHORTEST_KEY = 32


class Pseudonyms(dict[Any, bytes]):
    """The pseudonyms of one reader by author, 32 hexadecimal digits. There are few authors: each is reckoned once."""

    def __init__(self, key: bytes, reader_id: str) -> None:
        super().__init__()
        self._key = key
        self._reader = reader_id

    def __missing__(self, author_id: Any) -> bytes:
        # A driver may give a UUID object or its text; both print alike.
        said = f"pathnote export author {self._reader} {author_id}".encode()
        self[author_id] = hmac.digest(self._key, said, "sha256").hex()[:32].encode()
        return self[author_id]


def export_key(settings: Settings) -> bytes:
    """The key of this installation: from the settings, or from a file beside the database, made at first use.

    Server processes on several machines need the setting, or each would make a key of its own.
    """
    if settings.export.pseudonym_key is not None:
        return settings.export.pseudonym_key.get_secret_value().encode()
    file = settings.data / FILE
    if not file.exists():
        put_new_key(file)
    return file.read_bytes()


def put_new_key(file: Path) -> None:
    """Write a random key where there is none. Of several processes that try at once, the first one's key stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    waiting = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as new:
        new.write(secrets.token_bytes(SHORTEST_KEY))
        new.flush()
        os.fsync(new.fileno())
    try:
        # A link, unlike a rename, never takes the place of a file that is there.
        os.link(waiting, file)
    except FileExistsError:
        pass
    finally:
        waiting.unlink()

"""How a line of the trail hangs on the one before."""

import hashlib
import json
from datetime import datetime

from app.kit.sql import moment_text


def chain_hash(before: str, *, at: datetime, **line: object) -> str:
    """SHA-256 over the hash of the line before and this line as canonical JSON."""
    canonical = json.dumps(
        {"at": moment_text(at), **line}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()

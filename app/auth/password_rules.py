"""Which passwords nobody may take: short ones, one's own address, and those that were found in a breach.

No rule asks for digits or signs: they make passwords harder to remember and no harder to guess (NIST SP 800-63B).
"""

import hashlib
import mmap
from pathlib import Path

from app.config import PasswordSettings

COMMON = ("pathnote", "password", "passwort")


def objection(settings: PasswordSettings, password: str, email: str) -> str | None:
    """Why this can't be the person's password, as a sentence; None when it can."""
    if len(password) < settings.shortest:
        return f"Take at least {settings.shortest} characters; a few words in a row are easy to remember."
    plain = password.casefold()
    for word in (email.casefold(), email.partition("@")[0].casefold(), *COMMON):
        if len(word) > 3 and plain.replace(word, "").strip("0123456789 .-_!?#") == "":
            return "This is the first thing anyone would try. Take a few words that only you put together."
    if settings.breached and is_listed(settings.breached, password):
        return "This password was found in a breach elsewhere, so it will be tried here. Take another one."
    return None


def is_listed(file: Path, password: str) -> bool:
    """Whether the file holds the password's SHA-1, or a beginning of it. Lines are sorted, of one length but for what
    follows a colon (counts, as the usual lists have them); a file of any size is searched in a few reads."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with file.open("rb") as opened:
        if not opened.seek(0, 2):
            return False
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as lines:
            low, high = 0, len(lines)
            while low < high:
                begin = lines.rfind(b"\n", 0, (low + high) // 2) + 1
                end = lines.find(b"\n", begin)
                end = len(lines) if end < 0 else end
                line = lines[begin:end].partition(b":")[0].strip().upper()
                if line and wanted.startswith(line):
                    return True
                if line < wanted:
                    low = end + 1
                else:
                    high = begin
    return False

"""The time and new identifiers, in one place so that a test can replace them."""

import os
import threading
import time
from datetime import UTC, datetime

_RANDOM_BITS = 74  # 12 in rand_a, 62 in rand_b (RFC 9562, section 5.7)
_lock = threading.Lock()
_last_ms = 0
_last_tail = 0


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A UUIDv7 as lower-case text, greater than every other that this process made.

    Within one millisecond (or after the clock was set back) the random part counts up by a random step,
    RFC 9562 section 6.2 method 2, so order holds and the next one can't be guessed.
    """
    global _last_ms, _last_tail  # noqa: PLW0603 - the order of ids is a property of the process
    ms = time.time_ns() // 1_000_000
    drawn = int.from_bytes(os.urandom(10), "big")
    with _lock:
        if ms > _last_ms:
            _last_ms = ms
            # The top bit starts at 0: room to count up within the millisecond.
            _last_tail = drawn & ((1 << (_RANDOM_BITS - 1)) - 1)
        else:
            _last_tail += (drawn & 0xFFFF_FFFF) + 1
            if _last_tail >> _RANDOM_BITS:
                _last_ms += 1
                _last_tail &= (1 << (_RANDOM_BITS - 1)) - 1
        ms, tail = _last_ms, _last_tail
    high = tail >> 62
    low = tail & ((1 << 62) - 1)
    value = (ms & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

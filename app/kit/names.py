"""Short names: the one used most gets the shortest."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Generic, TypeVar

_FIRST = "etnsroaiclduhpmfgbyvwkxjqzSTCAEDRLMPINBOFHGUVWYKXJQZ_$"
_FURTHER = _FIRST + "0123456789"
_WORDS = (
    "as async await break case catch class const continue debugger default delete do else enum export extends false"
    " finally for from function get if implements import in instanceof interface let new null of package private"
    " protected public return set static super switch this throw true try typeof var void while with yield"
)
_TAKEN = frozenset(_WORDS.split())


T = TypeVar("T")


class Names(Generic[T]):
    """Counts how often each thing is named, then gives each a name that nothing else goes by."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = _TAKEN | set(taken)
        self._uses: Counter[T] = Counter()

    def count(self, things: Iterable[T]) -> None:
        self._uses.update(things)

    def given(self) -> dict[T, str]:
        free = (name for name in _short() if name not in self._taken)
        return dict(zip((thing for thing, _ in self._uses.most_common()), free, strict=False))


def _short() -> Iterator[str]:
    length = 0
    while True:
        for first in _FIRST:
            for rest in product(_FURTHER, repeat=length):
                yield first + "".join(rest)
        length += 1

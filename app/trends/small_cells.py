"""Hiding small counts from those who may not read the entries, so that nothing hidden can be worked out.

Hiding every count from 1 to 4 is not enough: from the sum of a row one hidden count follows by subtraction. So within
each group whose sum may be known, as many more counts are hidden, the smallest first, until at least two are, and
what they hide together is itself no small count (Willenborg & de Waal, *Elements of Statistical Disclosure Control*,
2001, sections 4.2 and 4.4). Sums in an answer are sums of what it shows.

The same numbers cut another way would undo that. Whoever may not read entries therefore asks by one dimension, in
whole months, without filters; quarters are made of the months shown. Zero stands: there is nobody behind it.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

from app.kit.problems import FieldError, Invalid
from app.trends.schemas import TrendQuery

K = TypeVar("K", bound=Hashable)
ALLOWED = {"by", "step", "since", "until"}


def refuse_cuts(query: TrendQuery) -> None:
    """Raise Invalid for a question whose answers, held against each other, would give small counts away."""
    why = "Whoever may not read the entries gets counts by one dimension, in months or quarters, without filters."
    names = {"since": "from", "until": "to"}
    refused = [
        name
        for name in type(query).model_fields
        if name not in ALLOWED and getattr(query, name) != type(query).model_fields[name].default
    ]
    if len(query.by) > 1:
        refused.append("by")
    if query.step in ("day", "week"):
        refused.append("step")
    if refused:
        raise Invalid(errors=[FieldError(f"/{names.get(name, name)}", why, "query") for name in refused])


def hidden(counts: Mapping[K, int], below: int, groups: Iterable[Iterable[K]] = ()) -> set[K]:
    """Which counts must not be shown. `groups` are parts whose sums may be known besides the sum of all."""
    found = {key for key, count in counts.items() if 0 < count < below}
    parts = [list(counts), *([key for key in group if key in counts] for group in groups)]
    # A count hidden for one group may lie in another: until nothing is added any more.
    while added := next(filter(None, (one_more(counts, part, found, below) for part in parts)), None):
        found |= added
    return found


def one_more(counts: Mapping[K, int], part: list[K], found: set[K], below: int) -> set[K]:
    """The next count of a part to hide, if what is hidden in it could still be worked out."""
    of_part = [key for key in part if key in found]
    enough = len(of_part) > 1 and sum(counts[key] for key in of_part) >= below
    left = sorted((counts[key], str(key), key) for key in part if counts[key] and key not in found)
    return {left[0][2]} if of_part and not enough and left else set()


def shown(count: int, below: int) -> int | None:
    """A count that stands by itself."""
    return None if 0 < count < below else count


def total_shown(counts: Iterable[int | None]) -> int:
    """The sum of what is shown: any other sum would say how much is hidden."""
    return sum(count or 0 for count in counts)


def folded(counts: list[Any], parts: list[list[int]]) -> list[int | None]:
    """Months as quarters: one that holds a hidden month is hidden."""
    return [
        None if any(counts[at] is None for at in part) else sum(counts[at] for at in part) for part in parts
    ]

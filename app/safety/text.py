"""Two views of a text, each with one character for one of the text, so that a place in a view is a place in it.

The phone does the same (static/safety/text.js). Neither language's own notion of lower case, of a letter or of white
space is asked: they differ between JavaScript and Python. The tables come with the data.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Stands for what has no place in any rule (emoji, rare scripts). JavaScript counts these as two, its patterns too.
OTHER = "□"
# Above the basic plane, and halves of what would be there.
OTHERS = re.compile("[^\u0000-\ud7ff\ue000-\uffff]")


@dataclass(frozen=True, slots=True)
class Views:
    """`raw` with spaces, hyphens and apostrophes of one kind; `low` in lower case besides."""

    raw: str
    low: str


def views(text: str, plain: Mapping[int, str], lower: Mapping[int, str]) -> Views:
    """The views of a text by the data's tables, as `str.maketrans` makes them."""
    if text.isascii():
        # There is one notion of lower case for these, and this is a quarter of the time.
        raw = text.translate(plain)
        return Views(raw, raw.lower())
    raw = OTHERS.sub(OTHER, text).translate(plain)
    return Views(raw, raw.translate(lower))

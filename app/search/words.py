"""From text to words, the same on both databases and for what is indexed and what is asked.

Case, accents and width are folded here, so that neither database's tokenizer decides what matches.
"""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r'"([^"]*)"')
# Bounds on what one question may cost; more words make it no more exact.
MOST_WORDS = 16
LONGEST_WORD = 64


def words(text: str) -> list[str]:
    """Folded words in order. Letters and digits only, so nothing typed can be taken for query syntax."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in WORD.findall(plain)]


def phrases(query: str) -> list[list[str]]:
    """What a person asked: quoted parts as phrases, every other word for itself. Empty when there is no word in it."""
    found = [words(part) for part in QUOTED.findall(query)]
    found += [[word] for word in words(QUOTED.sub(" ", query))]
    return [phrase for phrase in found if phrase][:MOST_WORDS]

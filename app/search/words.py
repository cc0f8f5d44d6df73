"""From text to words, the same on both databases and for what is indexed and what is asked.

Case, accents and width are folded here, so that neither database's tokenizer decides what matches.
"""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
QUOTED = re.compile(r'"([^"]*)"')
# Bounds on what one question may cost; more words make it no more exact.
MOST_WORDS = 16
LONGEST_WORD = 64


def words(text: str) -> list[str]:
    """Folded words in order. Letters and digits only, so nothing typed can be taken for query syntax."""
    plain = text.lower() if text.isascii() else unaccented(text)
    return [word[:LONGEST_WORD] for word in WORD.findall(plain)]


def unaccented(text: str) -> str:
    """Small letters of one width, without their accents."""
    return BEYOND_ASCII.sub(without_marks, decomposed(text))


def decomposed(text: str) -> str:
    """Small letters of one width, accents as signs of their own. Some signs show a capital only when taken apart."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    small = apart.casefold()
    return apart if small == apart else unicodedata.normalize("NFKD", small)


def without_marks(letters: re.Match[str]) -> str:
    """Letters that are not ASCII, less those that only sit on another one."""
    return "".join(letter for letter in letters[0] if not unicodedata.combining(letter))


def phrases(query: str) -> list[list[str]]:
    """What a person asked: quoted parts as phrases, every other word for itself. Empty when there is no word in it."""
    found = [words(part) for part in QUOTED.findall(query)]
    found += [[word] for word in words(QUOTED.sub(" ", query))]
    return [phrase for phrase in found if phrase][:MOST_WORDS]

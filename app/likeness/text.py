"""From a text to the words that count, to their stems, and to the pieces of each word.

The phone does the same (static/likeness/text.js), to the letter: change both. What the two languages see differently
(letters newer than one of them, halves of pairs, the Greek final s) is left out or made one.
"""

import re
import unicodedata
from functools import lru_cache

# Beyond the basic plane, and where letters were still being added when this was written.
UNSURE = re.compile("[\u1c80-\u1cff\ua000-\uabff\ud800-\udfff\U00010000-\U0010ffff]")
MARKS = re.compile("[\u0300-\u036f]")
WORD = re.compile("[0-9a-zß-öø-ʯͰ-᯿぀-鿿]+")
SHORTEST = 3
STEM = 6
SIZES = (3, 4)
BINS = 1 << 16

# Words that say nothing about what a text is about, in the languages that ship.
ENGLISH = """
about after all also and any are aren because been before but can could did does doesn don each for from get
had has have her him his how into isn its just may more most must not now off one only other our out over she
should some such than that the their them then there these they this those too two until very was were what
when where which while who will with without would you your
"""
GERMAN = """
aber als auch auf aus bei bin bis das dass dem den der des die dies diese diesem diesen dieser doch durch ein
eine einem einen einer eines fur gegen haben hat hatte hier ich ihr ihre ist kann kein keine keinen man mehr
mit muss nach nicht noch nur oder ohne sehr sein seine seit sich sie sind soll uber und uns unter vom von
vor war waren was weil wenn werden wie wir wird wurde zum zur
"""
EMPTY = frozenset((ENGLISH + GERMAN).split())


def words(text: str) -> list[str]:
    """The words that count, each once, in order: folded, of three letters or with a digit, none that say nothing."""
    return [word for word in dict.fromkeys(WORD.findall(folded(text))) if counts(word)]


def folded(text: str) -> str:
    """Small letters of one width, without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", UNSURE.sub(" ", text)).lower()
    return MARKS.sub("", plain).replace("ß", "ss").replace("ς", "σ")


def counts(word: str) -> bool:
    """Whether a word may tell texts apart."""
    return word not in EMPTY and (len(word) >= SHORTEST or any("0" <= sign <= "9" for sign in word))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The beginning of a word, without the s of a plural: crude, the same in every language, and enough."""
    bare = word[:-1] if len(word) > SHORTEST and word[-1] == "s" and word[-2] != "s" else word
    return bare[:STEM]


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[int, ...]:
    """The pieces of three and four letters of a word with its edges, hashed (FNV-1a, folded to 16 bits)."""
    framed = f"^{word}$"
    return tuple(fnv(framed[at : at + size]) for size in SIZES for at in range(len(framed) - size + 1))


def fnv(piece: str) -> int:
    value = 0x811C9DC5
    for sign in piece:
        value = (value ^ ord(sign)) * 0x01000193 & 0xFFFFFFFF
    return (value ^ value >> 16) & BINS - 1

"""A word is news when several people use it who did not before."""

import random

from app.signals.words import NewTerm, newly_frequent, terms

PLAIN = [
    "the letter came back",
    "nobody reads the scan",
    "a queue for the second test",
    "no plan after the visit",
]
NEWS = "elastography voucher expired"


def stream(seed: int, many: int) -> list[tuple[str, str]]:
    pick = random.Random(seed)
    return [(" ".join(pick.sample(PLAIN, 2)), f"author {pick.randrange(8)}") for _ in range(many)]


def found(now: list[tuple[str, str]], before: list[str]) -> list[str]:
    return [one.term for one in newly_frequent(now, before, 5)]


BEFORE = [text for text, _ in stream(1, 600)]


def test_what_several_say_newly_comes_first() -> None:
    now = stream(2, 80) + [(f"{NEWS} again", f"author {n % 4}") for n in range(8)]
    terms_found = found(now, BEFORE)
    assert terms_found[0] in ("elastography voucher", "voucher expired", "expired again")
    assert len(terms_found) <= 2, "pairs of the same entries are one piece of news"


def test_what_one_says_over_and_over_is_none() -> None:
    one = [(NEWS, "author 1")] * 10
    assert found(stream(2, 80) + one, BEFORE) == []
    assert found(stream(2, 80) + one + [(NEWS, "author 2")], BEFORE) == [], "nor with one more who agrees"


def test_what_was_said_before_is_none() -> None:
    assert found(stream(3, 200), BEFORE) == []
    said = BEFORE + [NEWS] * 60
    assert found(stream(2, 80) + [(NEWS, f"author {n}") for n in range(8)], said) == []


def test_terms_are_words_and_pairs() -> None:
    assert terms("No FIB-4, no scan: 2026!") == {"fib", "scan"}
    assert terms("Überweisung kommt nie.") == {
        *("uberweisung", "kommt", "nie"),
        *("uberweisung kommt", "kommt nie"),
    }


def test_a_longer_entry_has_no_more_voices() -> None:
    once = newly_frequent([("stent", str(n)) for n in range(9)] + stream(2, 60), BEFORE, 1)
    often = newly_frequent([("stent " * 9, str(n)) for n in range(9)] + stream(2, 60), BEFORE, 9)
    assert isinstance(once[0], NewTerm)
    assert [one.now for one in often if one.term == "stent"] in ([9], [])

"""A highlight marks the very letters that were found, whatever the script, accents or signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.spans import folded, hits, length, merged
from app.search.words import LONGEST_WORD, WORD, phrases, words


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in merged(list(hits(folded(text), phrases(query))))]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Überweisung kommt zurück.", "uberweisung ZURUCK", ["Überweisung", "zurück"]),
        ("U\u0308berweisung!", "uberw", ["U\u0308berweisung"]),
        ("Maße, STRASSE", "strasse", ["STRASSE"]),
        ("Straße", "strasse", ["Straße"]),
        ("ﬁbrosis 🙂 fibrosis", "fibrosis", ["ﬁbrosis", "fibrosis"]),
        ("nobody chases the scan result", '"scan result"', ["scan result"]),
        ("🄝 scan 🄽", "n", ["🄝", "🄽"]),  # letters in brackets and boxes
        ("result scan", '"scan result"', []),
        ("letter, letters, let", "letter", ["letter", "letters"]),  # the last word is also a beginning
        ("letters and scans", "letter scans", ["scans"]),  # but not the others
        ("<b>letter</b>", "b", ["b", "b"]),  # spans of a text, never markup
    ],
)
def test_what_is_marked(text: str, query: str, expected: list[str]) -> None:
    assert marked(text, query) == expected


@given(st.text(max_size=80))
def test_a_text_has_the_words_that_are_indexed_each_at_its_place(text: str) -> None:
    there = folded(text)
    indexed = words(text)
    assert length(there) == len(indexed)
    assert [word[:LONGEST_WORD] for word in WORD.findall(there.letters)] == indexed
    for word in indexed:
        for start, end in merged(list(hits(there, [[word], ["nowhere"]]))):
            assert word in "".join(words(text[start:end]))


@given(
    st.lists(st.sampled_from(["a", "ab", "ä", "b" * 64, "b" * 70, "a_b", "ß"]), max_size=8),
    st.lists(st.lists(st.sampled_from(["a", "ab", "b" * 64, "ss", "s"]), min_size=1, max_size=3), max_size=3),
)
def test_a_hit_is_wherever_the_words_stand_in_their_order(typed: list[str], asked: list[list[str]]) -> None:
    """The same, word by word: what the index finds is what is marked."""
    text = ", ".join(typed)
    there = words(text)
    expected = [
        (number, there[at : at + len(phrase)] == phrase)
        for number, phrase in enumerate(asked)
        for at in range(len(there) - len(phrase) + 1)
        if there[at : at + len(phrase) - 1] == phrase[:-1]
        and (
            there[at + len(phrase) - 1] == phrase[-1]
            or (number == len(asked) - 1 and there[at + len(phrase) - 1].startswith(phrase[-1]))
        )
    ]
    assert [(hit.phrase, hit.exact) for hit in hits(folded(text), asked)] == expected


@given(st.text(alphabet="aäß \u0308🙂-", max_size=30), st.text(alphabet='aäs "', max_size=8))
def test_spans_are_in_order_and_apart(text: str, query: str) -> None:
    spans = merged(list(hits(folded(text), phrases(query))))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end <= len(text) for start, end in spans)

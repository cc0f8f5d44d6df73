"""A highlight marks the very letters that were found, whatever the script, accents or signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.spans import hits, merged, tokens
from app.search.words import phrases, words


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in merged(list(hits(tokens(text), phrases(query))))]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Überweisung kommt zurück.", "uberweisung ZURUCK", ["Überweisung", "zurück"]),
        ("U\u0308berweisung!", "uberw", ["U\u0308berweisung"]),
        ("Maße, STRASSE", "strasse", ["STRASSE"]),
        ("Straße", "strasse", ["Straße"]),
        ("ﬁbrosis 🙂 fibrosis", "fibrosis", ["ﬁbrosis", "fibrosis"]),
        ("nobody chases the scan result", '"scan result"', ["scan result"]),
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
    found = tokens(text)
    assert [token.word for token in found] == words(text)
    for token in found:
        assert token.word in "".join(words(text[token.start : token.end]))


@given(st.text(alphabet="aäß \u0308🙂-", max_size=30), st.text(alphabet='aäs "', max_size=8))
def test_spans_are_in_order_and_apart(text: str, query: str) -> None:
    spans = merged(list(hits(tokens(text), phrases(query))))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end <= len(text) for start, end in spans)

"""The server's first look at a text's words hides nothing that a pattern would have marked."""

import json
from collections.abc import Iterator

import pytest

from app.safety.data import Pattern, shipped
from app.safety.screen import Hits
from app.safety.text import views
from bench.safety_build import PATTERNS, rows
from bench.safety_patterns import terms
from bench.safety_rules import LISTS
from bench.safety_situations import PROMOTIONAL
from bench.safety_words import EVENT, NOT, TREATMENT
from tests.safety.test_twins import HERE, mutated

DATA = shipped()
TERMS = [*LISTS.items(), ("event", EVENT), ("treatment", TREATMENT), ("denied", NOT)]


@pytest.mark.parametrize(("concept", "listed"), TERMS, ids=[name for name, _ in TERMS])
def test_every_term_of_a_list_is_found_in_a_sentence(concept: str, listed: str) -> None:
    for term in terms(listed):
        sentence = f"so {term.replace('*', 'xy')} pain, then"
        expected = [match.span() for match in DATA.concepts[concept].expression.finditer(sentence)]
        assert expected, sentence
        assert Hits(sentence, DATA).of(concept) == expected, sentence


def test_every_promotional_term_has_its_clue() -> None:
    listed = next(one for one in DATA.patterns if one.rule == "promotional")
    sentences = [f"It is {term.replace('*', 'xy')} here." for term in terms(PROMOTIONAL)]
    assert [sentence for sentence in sentences if not tried(listed, sentence)] == []


def test_no_pattern_that_hits_goes_untried() -> None:
    hit = dict.fromkeys(DATA.patterns, 0)
    for text in texts():
        seen = views(text, DATA.plain, DATA.lower)
        for pattern in DATA.patterns:
            if pattern.expression.search(getattr(seen, pattern.view)):
                assert tried(pattern, text), (pattern.rule, text)
                hit[pattern] += 1
    assert len(hit) == len(PATTERNS)
    assert [pattern.expression.pattern for pattern, count in hit.items() if not count] == []


def test_concepts_stand_where_a_plain_search_finds_them() -> None:
    for text in texts():
        low = views(text, DATA.plain, DATA.lower).low
        hits = Hits(low, DATA)
        for name, concept in DATA.concepts.items():
            assert hits.of(name) == [match.span() for match in concept.expression.finditer(low)], (name, text)


def tried(pattern: Pattern, text: str) -> bool:
    met = DATA.clues.met(views(text, DATA.plain, DATA.lower).raw)
    return pattern.needs & met == pattern.needs


def texts() -> Iterator[str]:
    """Notes and vectors, as they are and mangled."""
    told = [note["text"] for note in rows(HERE / "field_notes.jsonl")]
    told += [one["text"] for one in json.loads((HERE / "vectors.json").read_text())]
    told += ["She took 5 ml instead of 2.5 ml.", "He took the monthly one every day."]
    yield from told
    yield from mutated(told, 300, seed=7)

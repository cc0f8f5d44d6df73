"""The server's first look at a text's words hides nothing that a pattern would have marked."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.safety.clues import Clues
from app.safety.data import Pattern, shipped
from app.safety.screen import Hits
from app.safety.text import views
from bench import safety_events as events
from bench import safety_situations as special
from bench import safety_words as lists
from bench.safety_build import PATTERNS, rows
from bench.safety_patterns import terms
from bench.safety_promotion import PROMOTIONAL
from tests.safety.test_twins import HERE, mutated

DATA = shipped()
TERMS = {
    "event": events.EVENT,
    "soft_event": events.SOFT_EVENT,
    "out_of_order": events.OUT_OF_ORDER,
    "treatment": lists.TREATMENT,
    "patient": lists.PATIENT,
    "happened": lists.HAPPENED,
    "general": lists.GENERAL,
    "study": lists.STUDY,
    "handled": lists.HANDLED,
    "denied": lists.NOT,
    "pregnancy": special.PREGNANCY,
    "failed": special.FAILED,
    "again": special.AGAIN,
    "error": special.ERROR,
    "overdose": special.OVERDOSE,
    "too_much": special.TOO_MUCH,
    "off_label": special.OFF_LABEL,
    "part": special.PART,
    "broken": special.BROKEN,
    "topic": special.TOPIC,
}


@pytest.mark.parametrize(("concept", "listed"), TERMS.items(), ids=TERMS)
def test_every_term_of_a_list_is_found_in_a_sentence(concept: str, listed: str) -> None:
    for term in terms(listed):
        sentence = f"so {term.replace('*', 'xy')} pain, then"
        expected = [match.span() for match in DATA.concepts[concept].expression.finditer(sentence)]
        assert expected, sentence
        assert looked_at(sentence).of(concept) == expected, sentence


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
        hits = looked_at(low)
        for name, concept in DATA.concepts.items():
            assert hits.of(name) == [match.span() for match in concept.expression.finditer(low)], (name, text)


def looked_at(sentence: str) -> Hits:
    return Hits(sentence, DATA.clues.each(sentence), DATA.clues.starts(sentence), DATA)


def test_words_may_be_new_to_several_threads_at_once() -> None:
    told = [note["text"] for note in rows(HERE / "field_notes.jsonl")][:16]
    expected = [DATA.clues.met(text) for text in told]
    together = Barrier(len(told))

    def met(text: str) -> int:
        together.wait()
        return clues.met(text)

    for _ in range(3):
        clues = Clues(DATA.clues.token.pattern, DATA.clues.lower)
        for view, expression in DATA.clues.bits:
            clues.bit(view, expression)
        with ThreadPoolExecutor(len(told)) as pool:
            assert list(pool.map(met, told)) == expected


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

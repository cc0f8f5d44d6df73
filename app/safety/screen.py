"""What a text may hold that someone has to act on. The phone's twin is static/safety/screen.js: change both."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.safety.data import Data, Rule, shipped
from app.safety.model import PATIENCE, features
from app.safety.text import views

MOST_FLAGS = 100


class Flag(NamedTuple):
    """A rule and the span of the text that it marks, in characters."""

    rule: str
    start: int
    end: int


class Span(NamedTuple):
    """A stretch of the text."""

    start: int
    end: int


def screen(text: str, data: Data | None = None) -> list[Flag]:
    """All that is marked in a text, in its order."""
    data = data or shipped()
    seen = views(text, data.plain, data.lower)
    found = [
        Flag(pattern.rule, *match.span(pattern.group))
        for pattern in data.patterns
        for match in pattern.expression.finditer(getattr(seen, pattern.view))
    ]
    for sentence in data.sentence.finditer(seen.low):
        found += in_sentence(sentence.group(), sentence.start(), data)
    return merged(found)[:MOST_FLAGS]


def in_sentence(sentence: str, offset: int, data: Data) -> Iterator[Flag]:
    """What the rules say of one sentence."""
    hits = Hits(sentence, data)
    for rule in data.rules:
        for start, end in marked(rule, hits):
            yield Flag(rule.rule, offset + start, offset + end)


class Hits:
    """A sentence with what was looked for in it, each concept once and only when asked for."""

    def __init__(self, sentence: str, data: Data) -> None:
        self.sentence, self.data = sentence, data
        self.known: dict[str, list[Span]] = {}
        self.words: list[re.Match[str]] | None = None
        self.sum = 0

    def of(self, concept: str) -> list[Span]:
        """Where a concept stands."""
        if concept not in self.known:
            found = self.data.concepts[concept].finditer(self.sentence)
            self.known[concept] = [Span(*match.span()) for match in found]
        return self.known[concept]

    def scores(self, least: int) -> bool:
        """Whether the model gives at least `least` for each word of the sentence."""
        if self.words is None:
            self.words = list(self.data.word.finditer(self.sentence))
            weights = self.data.weights
            self.sum = sum(weights[bin_] for bin_ in features([word.group() for word in self.words]))
        return self.sum + self.data.bias * PATIENCE >= least * (len(self.words) + PATIENCE)


def marked(rule: Rule, hits: Hits) -> list[Span]:
    """The spans that a rule marks in a sentence."""
    dropped = [span for concept in rule.drop for span in hits.of(concept)]
    marks = [span for span in hits.of(rule.mark) if not any(inside(span, drop) for drop in dropped)]
    if not marks or any(hits.of(concept) for concept in rule.none):
        return []
    if not all(any(hits.of(one) for one in concept.split("|")) for concept in rule.all):
        return []
    return marks if rule.score is None or hits.scores(rule.score) else []


def inside(span: Span, outer: Span) -> bool:
    """Whether a span begins within another."""
    return outer.start <= span.start < outer.end


def merged(flags: list[Flag]) -> list[Flag]:
    """In the text's order, each rule's overlapping spans made one."""
    last: dict[str, Flag] = {}
    done: list[Flag] = []
    for flag in sorted(flags, key=lambda flag: (flag.start, flag.end, flag.rule)):
        before = last.get(flag.rule)
        if before is not None and flag.start < before.end:
            last[flag.rule] = before._replace(end=max(before.end, flag.end))
            continue
        if before is not None:
            done.append(before)
        last[flag.rule] = flag
    return sorted([*done, *last.values()], key=lambda flag: (flag.start, flag.end, flag.rule))

"""What a text may hold that someone has to act on. The phone's twin is static/safety/screen.js: change both."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from app.safety.clues import together
from app.safety.data import Data, Rule, shipped
from app.safety.model import PATIENCE
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
    each = data.clues.each(seen.raw)
    met = together(each)
    found = [
        Flag(pattern.rule, *match.span(pattern.group))
        for pattern in data.patterns
        if pattern.needs & met == pattern.needs
        for match in pattern.expression.finditer(getattr(seen, pattern.view))
    ]
    if rules := [rule for rule in data.rules if rule.needs & met == rule.needs]:
        found += in_sentences(seen.low, each, rules, data)
    return merged(found)[:MOST_FLAGS] if found else found


def in_sentences(low: str, each: list[int], rules: list[Rule], data: Data) -> Iterator[Flag]:
    """What the rules that have a chance in a text say of its sentences. `each`: the clues of each of its words.

    Both views have their words at the same places, and no word reaches from one sentence into the next.
    """
    starts = data.clues.starts(low)
    first = 0
    for sentence in data.sentence.finditer(low):
        offset, end = sentence.span()
        last = bisect_left(starts, end, first)
        here = each[first:last]
        hits = Hits(sentence.group(), here, [start - offset for start in starts[first:last]], data)
        yield from in_sentence(hits, offset, rules)
        first = last


def in_sentence(hits: "Hits", offset: int, rules: list[Rule]) -> Iterator[Flag]:
    """What the rules that have a chance in the text say of one sentence."""
    for rule in rules:
        if rule.needs & hits.met == rule.needs:
            for start, end in marked(rule, hits):
                yield Flag(rule.rule, offset + start, offset + end)


class Hits:
    """A sentence with what was looked for in it, each concept once and only when asked for.

    `each`: the clues that each of its words meets; `starts`: where they begin.
    """

    def __init__(self, sentence: str, each: list[int], starts: list[int], data: Data) -> None:
        self.sentence, self.met, self.data = sentence, together(each), data
        # At most words nothing begins that is looked for.
        self.places = [place for place in zip(starts, each, strict=True) if place[1] & data.firsts]
        self.known: dict[str, list[Span]] = {}
        self.words = -1
        self.sum = 0

    def of(self, concept: str) -> list[Span]:
        """Where a concept stands."""
        if concept not in self.known:
            expression, needs, first = self.data.concepts[concept]
            chance = needs & self.met == needs
            self.known[concept] = self.found(expression, first) if chance else []
        return self.known[concept]

    def found(self, expression: re.Pattern[str], first: int) -> list[Span]:
        """What `finditer` finds, tried only at words that it can begin with."""
        spans: list[Span] = []
        end = 0
        for start, met in self.places:
            if met & first and start >= end and (match := expression.match(self.sentence, start)):
                end = match.end()
                spans.append(Span(start, end))
        return spans

    def scores(self, least: int) -> bool:
        """Whether the model gives at least `least` for each word of the sentence."""
        if self.words < 0:
            words = self.data.word.findall(self.sentence)
            self.words = len(words)
            self.sum = self.data.model.of(words)
        return self.sum + self.data.bias * PATIENCE >= least * (self.words + PATIENCE)


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

"""`python -m bench.safety_build`: train the model and write static/safety/data-2.json, the same from the same input.

Reads `../shared/data/safety_text.jsonl` (sentences of case reports, PHEE, and comments on a health service,
pxtextmining; both MIT). Only documents of the training part are read, and only weights come out: no text.
"""

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from app.config import PROJECT
from app.safety.data import CLUES_FILE, FILE, VERSION
from app.safety.model import BINS, PATIENCE, features
from app.safety.text import views
from bench.safety_identity import IDENTITY
from bench.safety_patterns import LETTERS, tables
from bench.safety_rules import LOOKS, PROMOTION, RULES

PATTERNS = [*IDENTITY, *PROMOTION]
TEXTS = PROJECT.parent / "shared" / "data" / "safety_text.jsonl"
SENTENCE = (
    "(?:[^.!?;\n]+|[.!?;](?=[^ \n])|(?<=[ (](?:dr|mr|ms|pt|vs|ca|no|nr|st))[.]|(?<=[ (](?:mrs|geb|tel|str))[.]"
    "|(?<=prof)[.])+"
)
WORD = f"[{LETTERS}]+(?:['-][{LETTERS}]+)*"
# Printable signs, one for a weight; no quote and no backslash, so that JSON leaves them alone.
NEGATIVE, POSITIVE = (
    "zyxwvutsrqponmlkjihgfedcbaZYXWVUTSRQPONMLKJIHGFEDCBA",
    "!#$%&()*+,-./123456789:;<=>?@[]^_`{|}~",
)
LIMIT = len(POSITIVE)
ALPHABET = NEGATIVE[-LIMIT:] + "0" + POSITIVE
SCALE = 6  # units of a weight in one of a logit
ROUNDS, RATE, DECAY, SPARSE = 300, 0.05, 2e-6, 2e-5


def held_out(group: str) -> bool:
    """Whether a document is kept for measuring: three in ten, by its name."""
    return zlib.crc32(group.encode()) % 10 < 3


def main() -> None:
    """Train, put together, write."""
    told = rows(TEXTS)
    data = skeleton() | trained([row for row in told if not held_out(row["group"])])
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(
        json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8"
    )
    print(f"{FILE.relative_to(PROJECT)}: {FILE.stat().st_size} bytes")
    CLUES_FILE.write_text(json.dumps(clues(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def rows(file: Path) -> list[dict[str, Any]]:
    """The lines of a JSON lines file."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def skeleton() -> dict[str, Any]:
    """The data file but for the weights."""
    plain, lower = tables()
    return {
        "version": VERSION,
        "licence": "Apache-2.0; weights trained on PHEE (MIT) and pxtextmining (MIT)",
        "plain": {"from": "".join(plain), "to": "".join(plain.values())},
        "lower": {"from": "".join(lower), "to": "".join(lower.values())},
        "sentence": SENTENCE,
        "word": WORD,
        "concepts": {name: look.expression for name, look in LOOKS.items()},
        "patterns": [
            {"rule": rule, "view": view, "group": group, "expression": expression}
            for rule, view, group, expression, _ in PATTERNS
        ],
        "rules": RULES,
    }


def clues() -> dict[str, Any]:
    """The server's first look: what a word has to be like, for each pattern and each concept."""
    return {
        "version": VERSION,
        "token": f"[{LETTERS}]+|[@*+#]",
        "concepts": {name: {"needs": look.needs, "first": look.first} for name, look in LOOKS.items()},
        "patterns": [clues for _, _, _, _, clues in PATTERNS],
    }


def trained(told: list[dict[str, Any]]) -> dict[str, Any]:
    """Logistic regression over the mean of a sentence's features, full batches, no chance in it."""
    texts = [(row["text"], row["adverse_event"]) for row in told]
    found = [(words, event) for text, event in texts for words in sentences(text)]
    bins = [features(words) for words, _ in found]
    wanted = np.array([event for _, event in found], dtype=np.float64)
    row = np.repeat(np.arange(len(bins)), [len(one) for one in bins])
    column = np.array([bin_ for one in bins for bin_ in one])
    share = 1 / np.array([len(words) + PATIENCE for words, _ in found])
    weights, bias = descended(row, column, share, wanted)
    whole = np.clip(np.rint(weights * SCALE), -LIMIT, LIMIT).astype(int)
    return {
        "alphabet": ALPHABET,
        "bias": round(bias * SCALE),
        "weights": "".join(ALPHABET[weight + LIMIT] for weight in whole),
    }


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence, as the screening sees them."""
    low = views(text, *map(str.maketrans, tables())).low
    for sentence in re.finditer(SENTENCE, low):
        words = re.findall(WORD, sentence.group())
        if words:
            yield words


def descended(row: Any, column: Any, share: Any, wanted: Any) -> tuple[Any, float]:
    """Weights and bias by Adam, with small weights pulled to zero so that the file stays small.

    A sentence's logit is (sum of weights + bias x PATIENCE) / (words + PATIENCE), as in `app.safety.screen`.
    """
    theta = np.zeros(BINS + 1)
    first, second = np.zeros_like(theta), np.zeros_like(theta)
    rarer = np.where(wanted > 0, 0.5 / wanted.mean(), 0.5 / (1 - wanted.mean())) / len(wanted)
    for step in range(1, ROUNDS + 1):
        logit = np.bincount(row, theta[column], len(share)) * share + theta[-1] * PATIENCE * share
        error = (1 / (1 + np.exp(-logit)) - wanted) * rarer * share
        slope = np.append(np.bincount(column, error[row], BINS), error.sum() * PATIENCE)
        slope[:-1] += DECAY * theta[:-1]
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        theta -= 30 * RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-6)
        theta[:-1] = np.sign(theta[:-1]) * np.maximum(np.abs(theta[:-1]) - SPARSE, 0)
    return theta[:-1], float(theta[-1])


if __name__ == "__main__":
    main()

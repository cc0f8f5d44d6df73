"""Every claim of docs/security.md names tests that are there."""

import ast
import re
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "security.md").read_text()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@cache
def named_in(file: str) -> frozenset[str]:
    path = PROJECT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text())
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_each_named_test_is_there() -> None:
    named = TEST.findall(PAGE)
    assert len(named) > 100
    assert [f"{file}::{name}" for file, name in named if name not in named_in(file)] == []


def test_each_claim_names_a_test_and_stands_once() -> None:
    rows = ROW.findall(PAGE)
    assert len(rows) > 80
    assert [item for item, _, shown in rows if not TEST.search(shown)] == []
    items = [item for item, _, _ in rows]
    assert sorted(set(items)) == sorted(items)


def test_nothing_is_both_met_and_not_met() -> None:
    met = {item for item, _, _ in ROW.findall(PAGE)}
    missing = set(re.findall(r"\d+\.\d+\.\d+", PAGE[PAGE.index("## What is not met") :]))
    assert missing
    assert met & missing == set()

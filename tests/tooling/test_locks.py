"""The locks say what pyproject.toml asks for, with hashes, and nothing about the machine they were made on."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[2]
PYPROJECT: dict[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text())
RUN, DEV = "requirements.lock", "requirements-dev.lock"
GROUPS = {RUN: ["build"], DEV: ["build", "dev"]}


def asked_for(lock: str) -> dict[str, Requirement]:
    """What pyproject.toml itself names for this lock."""
    lines = list(PYPROJECT["project"]["dependencies"])
    for group in GROUPS[lock]:
        lines += PYPROJECT["dependency-groups"][group]
    return {canonicalize_name(asked.name): asked for asked in map(Requirement, lines)}


def locked(lock: str) -> dict[str, list[str]]:
    """Name → the lines of its block. A name may have two blocks, for two ranges of Python."""
    blocks: dict[str, list[str]] = {}
    name = ""
    for line in (PROJECT / lock).read_text().splitlines():
        if start := re.match(r"([a-z0-9][a-z0-9._-]*)==", line):
            name = start[1]
        if name:
            blocks.setdefault(name, []).append(line)
    return blocks


def versions(block: list[str]) -> list[str]:
    return [found[1] for line in block if (found := re.match(r"\S+==([^ ;]+)", line))]


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_everything_asked_for_is_locked_at_a_version_that_fits(lock: str) -> None:
    have = locked(lock)

    for name, asked in asked_for(lock).items():
        assert name in have, f"{name} is missing in {lock}: run `make lock`"
        assert all(asked.specifier.contains(version) for version in versions(have[name])), f"{name} in {lock}"


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_nothing_is_locked_that_is_no_longer_asked_for(lock: str) -> None:
    roots = {
        name
        for name, block in locked(lock).items()
        if any("pathnote (pyproject.toml" in line for line in block)
    }

    assert roots == set(asked_for(lock)), "run `make lock`"


def test_the_tools_sit_on_exactly_what_runs() -> None:
    run, dev = locked(RUN), locked(DEV)

    assert {name: versions(block) for name, block in run.items()} == {
        name: versions(dev[name]) for name in run if name in dev
    }


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_every_line_has_hashes_and_none_an_address_or_a_path(lock: str) -> None:
    assert all(any("--hash=sha256:" in line for line in block) for block in locked(lock).values())
    text = (PROJECT / lock).read_text()
    assert not re.search(r"://|--index|--find-links|(^|\s)/\w|file:", text)

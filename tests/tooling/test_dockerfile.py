"""The Dockerfile read as Docker would read it: what it copies is there, and it runs as nobody special."""

import json
import re

from tests.tooling.dockerfile import PROJECT, TEXT, stages, values


def test_two_stages_on_one_pinned_base() -> None:
    default = re.search(r"^ARG BASE=python:(\S+)$", TEXT, re.MULTILINE)

    assert default is not None
    assert re.fullmatch(r"3\.\d+\.\d+-slim-[a-z]+", default[1])
    assert [values(stage, "FROM") for stage in stages()] == [["${BASE} AS build"], ["${BASE}"]]


def test_what_is_copied_exists_and_reaches_the_build() -> None:
    allowed = {line[1:] for line in (PROJECT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    copied = {
        source
        for stage in stages()
        for copy in values(stage, "COPY")
        if not copy.startswith("--from=")
        for source in copy.split()[:-1]
    }

    assert copied == allowed
    assert all((PROJECT / source).exists() for source in copied)


def test_it_runs_as_an_ordinary_user_in_production() -> None:
    run = stages()[-1]

    (user,) = values(run, "USER")
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    (environment,) = values(run, "ENV")
    assert "PATHNOTE_ENVIRONMENT=production" in environment
    (volume,) = values(run, "VOLUME")
    assert f"PATHNOTE_DATA={volume}" in environment
    assert not any("pip install" in command for command in values(run, "RUN"))


def test_it_tells_whether_it_is_well() -> None:
    run = stages()[-1]

    (check,) = values(run, "HEALTHCHECK")
    (port,) = values(run, "EXPOSE")
    program = json.loads(check.partition("CMD ")[2])
    assert program[0] == "python"
    assert f":{port}/health/live" in program[-1]
    (command,) = values(run, "CMD")
    assert json.loads(command)[-1] == port

"""An audit is clean only when it looked at everything: a silence is none, and neither is an answer about nothing."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).parents[2]
NAMES = {"alembic", "starlette"}


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sbom", PROJECT / ".ci" / "sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


ALEMBIC = {"name": "alembic", "version": "1.20.1", "vulns": []}
STARLETTE = {"name": "Starlette", "version": "1.10", "vulns": []}


@pytest.mark.parametrize(
    ("out", "outcome"),
    [
        (answer(ALEMBIC, STARLETTE), 0),
        (answer(ALEMBIC, STARLETTE | {"vulns": [{"id": "CVE-1"}]}), 1),
        # What pip-audit says, and ends well, when it could look at nothing or not at all of it.
        (answer(), 3),
        (answer(ALEMBIC), 3),
        (answer(ALEMBIC, {"name": "starlette", "skip_reason": "not found"}), 3),
        ("", 3),
        ("No known vulnerabilities found", 3),
    ],
)
def test_python_is_clean_only_when_every_package_was_looked_at(
    sbom: ModuleType, out: str, outcome: int
) -> None:
    audit = sbom.judged_python("requirements.lock", NAMES, out, "no route to the index")
    assert audit.outcome == outcome
    assert ("NOT AUDITED" in str(audit)) is (outcome == 3)


@pytest.mark.parametrize(("found", "looked_at", "outcome"), [(0, 340, 0), (2, 340, 1), (0, 0, 3)])
def test_npm_is_clean_only_when_it_looked(sbom: ModuleType, found: int, looked_at: int, outcome: int) -> None:
    told = {"vulnerabilities": {"total": found}, "dependencies": {"total": looked_at}}
    out = json.dumps({"metadata": told, "vulnerabilities": {"lodash": {}} if found else {}})
    assert sbom.judged_npm(340, out, "").outcome == outcome
    assert sbom.judged_npm(340, '{"error": {}}', "npm error audit endpoint").outcome == 3


def test_what_was_not_looked_at_makes_no_green_and_hides_no_finding(sbom: ModuleType) -> None:
    clean, found, not_done = (sbom.Audit("x", outcome, "") for outcome in (0, 1, 3))
    assert [sbom.worst(list(of)) for of in ([clean], [clean, not_done], [not_done, found, clean])] == [
        0,
        3,
        1,
    ]


def test_every_npm_package_stands_in_the_bill_once(sbom: ModuleType) -> None:
    lock = json.loads((PROJECT / "tests" / "js" / "package-lock.json").read_text())
    packages = sbom.npm_packages(lock)
    assert "pkg:npm/lit-html@3.3.3" in packages
    assert len(packages) > 100
    one = sbom.component("pkg:npm/lit-html@3.3.3", packages["pkg:npm/lit-html@3.3.3"])
    assert one["licenses"] == [{"license": {"name": "BSD-3-Clause"}}]
    assert len(one["hashes"][0]["content"]) == 128

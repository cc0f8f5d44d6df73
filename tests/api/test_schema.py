"""Whatever the published description allows is answered as it says, to every kind of person: no 5xx, no other status.

Schemathesis makes the requests from `openapi.json`; half of them name things that are there. A bounded slice runs with
each change, `make soak` more (`SOAK_SCHEMA_EXAMPLES`).
"""

import os
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from httpx2 import Response
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from app.auth.permissions import ROLES
from tests.fixtures.entries import store_entries
from tests.fixtures.people import SignIn
from tests.themes.desk import act, make

EXAMPLES = int(os.environ.get("SOAK_SCHEMA_EXAMPLES", "2"))
# Ends the session that asks, so that nothing after it would be asked by anybody.
SIGNS_OUT = {("DELETE", "/api/v1/session"), ("DELETE", "/api/v1/sessions")}
HOW = {
    "max_examples": EXAMPLES,
    "database": None,
    "deadline": None,
    "phases": [Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


@pytest.fixture
def people(client: TestClient, sign_in: SignIn) -> dict[str, TestClient]:
    """One of each role, and somebody who is not signed in."""
    return {**{role: sign_in(role) for role in ROLES}, "nobody": client}


@pytest.fixture
def there(app: FastAPI, people: dict[str, Any]) -> dict[str, list[str]]:
    """What is there to be named, by the name of the parameter."""
    entries = store_entries(app, people["msl"].person["id"], [{"region": "sweden"} for _ in range(3)])
    theme = make(people["lead"], *entries)
    return {
        "entry_id": entries,
        "theme_id": [theme["id"]],
        "action_id": [act(people["lead"], theme["id"])["id"]],
        "person_id": [people["msl"].person["id"]],
        "vocabulary": ["barrier", "region"],
    }


@pytest.mark.timeout(3_600 if EXAMPLES > 2 else 120)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_answer_is_one_that_is_described(
    app: FastAPI, people: dict[str, Any], there: dict[str, list[str]]
) -> None:
    tally = Tally()
    schema = schemathesis.openapi.from_dict(app.openapi())
    for found in schema.get_all_operations():
        ask(found.ok(), people, there, tally)
    sys.stdout.write(f"\n{sum(tally.asked.values())} requests: {dict(sorted(tally.asked.items()))}\n")
    assert tally.asked[200] > 50, "hardly anything was let in"
    assert not tally.wrong, "\n".join(f"{what} ({said})" for what, said in sorted(tally.wrong.items()))


@dataclass
class Tally:
    """How often each status came, and the first of each that should not have."""

    asked: Counter[int] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)


def ask(operation: Any, people: dict[str, Any], there: dict[str, list[str]], tally: Tally) -> None:
    """Requests that the description of one operation allows, and such as it does not, each as every person."""
    declared = set(operation.definition.raw["responses"])
    pick = random.Random(operation.label)
    described, broken = (
        operation.as_strategy(generation_mode=mode)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    )

    @seed(7)
    @settings(**HOW)
    @given(described | broken)
    def each(case: Any) -> None:
        for name in (case.path_parameters or {}).keys() & there.keys():
            if pick.random() < 0.5:
                case.path_parameters[name] = pick.choice(there[name])
        for role, person in people.items():
            if (case.method, case.path) in SIGNS_OUT and role != "nobody":
                continue
            answer = sent(person, case)
            tally.asked[answer.status_code] += 1
            if str(answer.status_code) not in declared or answer.status_code >= 500:
                what = f"{operation.label}: {answer.status_code}"
                tally.wrong.setdefault(what, f"{role}: {answer.text[:200]}")

    each()


def sent(person: TestClient, case: Any) -> Response:
    """The request as Schemathesis made it, with this person's cookie."""
    made = case.as_transport_kwargs(base_url="https://testserver")
    headers = {name: value for name, value in dict(made["headers"]).items() if name.lower() != "user-agent"}
    sending = {name: made[name] for name in ("params", "json", "data") if made.get(name) is not None}
    if "data" in sending:
        sending["content"] = sending.pop("data")
    return person.request(made["method"], made["url"], headers=headers, **sending)

"""Loads the shared fixtures and marks browser tests, which run alone: Chromium beside busy workers proves nothing."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.fixtures.postgres",
    "tests.fixtures.databases",
    "tests.fixtures.application",
    "tests.fixtures.people",
    "tests.fixtures.field",
    "tests.fixtures.server",
    "tests.fixtures.browser",
]

BROWSER_TESTS = Path(__file__).parent / "browser"
BROWSER_FIXTURES = {"browser", "devices", "phone", "desktop"}


# How somebody runs Pathnote on this machine must not reach the tests.
for name in [name for name in os.environ if name.startswith("PATHNOTE_")]:
    if name not in {"PATHNOTE_CHROMIUM", "PATHNOTE_FIREFOX", "PATHNOTE_PYTHON", "PATHNOTE_SOAK_FACTOR"}:
        del os.environ[name]

# A shared machine is slow now and then, which says nothing about the code.
settings.register_profile("pathnote", deadline=None, print_blob=True)
settings.load_profile("pathnote")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        needs = BROWSER_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if needs or item.path.is_relative_to(BROWSER_TESTS):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.alone)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(240))

"""What the service worker is woken for: the app's own files, never a call of the API."""

import pytest

from tests.browser.pages import all_sent, at_work, log
from tests.fixtures.browser import Device
from tests.fixtures.proxy import Line

# By which rule each request of this page left, "" where the worker was asked.
RULES = """() => performance.getEntriesByType("resource")
    .map((one) => [new URL(one.name).pathname, one.workerMatchedSourceType])"""


def test_calls_of_the_api_wake_no_worker(line: Line, phone: Device) -> None:
    page = phone.page
    at_work(page)
    if not page.evaluate("() => 'workerMatchedSourceType' in PerformanceResourceTiming.prototype"):
        pytest.skip("this browser does not tell by which way a request went")
    log(page, "Referral", "Sent past a sleeping worker.")
    all_sent(page)
    rules = page.evaluate(RULES)

    calls = {path: rule for path, rule in rules if path.startswith("/api/")}
    assert "/api/v1/sync/push" in calls
    assert set(calls.values()) == {"network"}
    # The app's own files are the worker's to answer.
    assert {rule for path, rule in rules if path.endswith(".js")} == {""}

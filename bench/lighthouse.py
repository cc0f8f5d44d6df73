"""Lighthouse on the first visit of /capture, as a phone: the version pinned in tests/js, median of several runs."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from app.config import PROJECT
from bench.data import AUTHORS
from bench.measure import spread
from bench.people import email_of
from bench.phones import cookie_of
from bench.server import Server
from bench.table import Figure, missing

COMMAND = PROJECT / "tests/js/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Shared machines are mid-range phones already; Lighthouse's own factor of 4 would make slow ones of them.
SLOWDOWN = 2


def audited(server: Server, browser: str, rounds: int) -> Iterator[Figure]:
    """The scores and the three times, each as the median of the runs."""
    if not COMMAND.exists():
        yield missing("Lighthouse, mobile", "100 × 4", "Lighthouse is not installed: .ci/node installs it")
        return
    cookie = cookie_of(server, email_of(AUTHORS))
    reports = [report(f"http://localhost:{server.port}/capture", cookie, browser) for _ in range(rounds)]
    for name in CATEGORIES:
        scores = [one["categories"][name]["score"] * 100 for one in reports]
        failed = sorted({audit for one in reports for audit in lost(one, name)})
        note = f"lost by {', '.join(failed)}" if failed else "/capture, signed in, nothing cached"
        yield Figure(
            f"Lighthouse mobile, {name}",
            spread(scores, lambda value: f"{value:.0f}"),
            "100",
            median(scores) >= 100,
            note,
        )
    times: tuple[tuple[str, str, float, Callable[[float], str]], ...] = (
        ("largest-contentful-paint", "LCP", 1300, lambda value: f"{value / 1000:.2f} s"),
        ("total-blocking-time", "TBT", 50, lambda value: f"{value:.0f} ms"),
        ("cumulative-layout-shift", "CLS", 0, lambda value: f"{value:.3f}"),
    )
    for audit, name, goal, shown in times:
        values = [one["audits"][audit]["numericValue"] for one in reports]
        index = median(one["environment"]["benchmarkIndex"] for one in reports)
        yield Figure(
            f"Lighthouse mobile, {name}",
            spread(values, shown),
            f"≤ {shown(goal)}" if goal else "0",
            median(values) <= goal,
            f"CPU × {SLOWDOWN}, benchmarkIndex {index:.0f}",
        )


def report(address: str, cookie: str, browser: str) -> dict[str, Any]:
    """One run. Lighthouse emulates the phone and reckons the line's times."""
    done = subprocess.run(
        [
            "node",
            str(COMMAND),
            address,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--throttling.cpuSlowdownMultiplier={SLOWDOWN}",
            f"--extra-headers={json.dumps({'Cookie': cookie})}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        env={**os.environ, "CHROME_PATH": browser},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse stopped: {' '.join(done.stderr.split())[-300:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    if error := found.get("runtimeError"):
        raise RuntimeError(error["message"])
    return found


def lost(found: dict[str, Any], category: str) -> Iterator[str]:
    """The audits that cost points."""
    for one in found["categories"][category]["auditRefs"]:
        score = found["audits"][one["id"]]["score"]
        if one["weight"] and score is not None and score < 1:
            yield one["id"]

"""The phone's module, asked in node."""

import json
import subprocess
from collections.abc import Iterable
from typing import Any

from app.config import PROJECT

NODE = ["node", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "tests/likeness/rank.mjs"]


def on_phone(questions: Iterable[dict[str, Any]]) -> list[Any]:
    """What the phone says to each question."""
    lines = "\n".join(map(json.dumps, questions))
    run = subprocess.run(NODE, cwd=PROJECT, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]

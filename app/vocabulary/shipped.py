"""The code lists that come with the product, as data with a version."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "v1.json"


@cache
def shipped() -> dict[str, Any]:
    """`{"version": int, "vocabularies": {name: [term, …]}}` as it stands in the file."""
    loaded: dict[str, Any] = json.loads(DATA.read_text("utf-8"))
    return loaded

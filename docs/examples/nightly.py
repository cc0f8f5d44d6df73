"""What changed since the last run, as a file of JSON Lines; a run that was cut goes on after its last whole line.

    PATHNOTE=https://pathnote.example TOKEN=pn_… python nightly.py folder

Needs nothing but Python. Run it again whenever it fails: nothing is lost, and nothing is taken twice.
"""

import json
import os
import sys
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any


def run(folder: Path, url: str, token: str, data_set: str = "entries") -> Path:
    """One run; the file of its rows. The folder remembers where it stands."""
    folder.mkdir(parents=True, exist_ok=True)
    remembered, part = folder / f"{data_set}.state.json", folder / f"{data_set}.part"
    state: dict[str, Any] = json.loads(remembered.read_text()) if remembered.exists() else {"runs": 0}
    query = {"cursor": state["cursor"]} if "cursor" in state else {}
    if part.exists():
        whole = part.read_bytes()
        whole = whole[: whole.rfind(b"\n") + 1]
        part.write_bytes(whole)
        if whole:
            query |= {"after_seq": json.loads(whole.splitlines()[-1])["seq"], "epoch": state["epoch"]}
    asked = f"{url}/api/v1/export/{data_set}?{urllib.parse.urlencode(query)}"
    with urllib.request.urlopen(urllib.request.Request(asked, headers=headers(token)), timeout=60) as answer:
        state["epoch"] = answer.headers["Pathnote-Epoch"]
        keep(remembered, state)
        with part.open("ab") as rows:
            # A cut answer raises IncompleteRead here: its chunks lack their end.
            while piece := answer.read(65_536):
                rows.write(piece)
        state |= {"cursor": answer.headers["Pathnote-Cursor"], "runs": state["runs"] + 1}
    done = part.rename(folder / f"{data_set}-{state['runs']:06}.jsonl")
    keep(remembered, state)
    return done


def headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def keep(remembered: Path, state: dict[str, Any]) -> None:
    """Whole or not at all."""
    new = remembered.with_suffix(".new")
    new.write_text(json.dumps(state))
    new.replace(remembered)


if __name__ == "__main__":
    sys.stdout.write(f"{run(Path(sys.argv[1]), os.environ['PATHNOTE'], os.environ['TOKEN'])}\n")

"""A Singer tap: entries, and what was taken back as a stream of its own, since targets stop at a tombstone among rows.

    PATHNOTE=https://pathnote.example TOKEN=pn_… python tap_pathnote.py [state.json] | target-… > state.jsonl

Needs nothing but Python. A STATE follows every hundred records: a target that stored its last one goes on there.
"""

import json
import os
import sys
import urllib.parse
import urllib.request
from pathlib import Path
from typing import IO, Any

STREAMS = {"entries": "none", "entries_deleted": "only"}
EVERY = 100


def tap(url: str, token: str, state: dict[str, Any], out: IO[str]) -> None:
    """All streams from where the state stands."""
    bookmarks: dict[str, Any] = state.get("bookmarks", {})
    with opened(url, token, "schema/entry.json", {}) as answer:
        schema = json.load(answer)
    for stream, deleted in STREAMS.items():
        say(
            out,
            type="SCHEMA",
            stream=stream,
            schema=schema,
            key_properties=["id"],
            bookmark_properties=["seq"],
        )
        bookmark = bookmarks.setdefault(stream, {})
        with opened(url, token, "entries", {**bookmark, "deleted": deleted}) as answer:
            bookmark["epoch"] = answer.headers["Pathnote-Epoch"]
            for number, line in enumerate(answer, 1):
                record = json.loads(line)
                say(out, type="RECORD", stream=stream, record=record)
                bookmark["after_seq"] = record["seq"]
                if number % EVERY == 0:
                    say(out, type="STATE", value={"bookmarks": bookmarks})
            bookmarks[stream] = {"cursor": answer.headers["Pathnote-Cursor"]}
        say(out, type="STATE", value={"bookmarks": bookmarks})


def opened(url: str, token: str, path: str, query: dict[str, Any]) -> Any:
    asked = f"{url}/api/v1/export/{path}?{urllib.parse.urlencode(query)}"
    request = urllib.request.Request(asked, headers={"Authorization": f"Bearer {token}"})
    return urllib.request.urlopen(request, timeout=60)


def say(out: IO[str], **message: Any) -> None:
    out.write(f"{json.dumps(message)}\n")
    out.flush()


if __name__ == "__main__":
    begun = json.loads(Path(sys.argv[1]).read_text()) if len(sys.argv) > 1 else {}
    tap(os.environ["PATHNOTE"], os.environ["TOKEN"], begun, sys.stdout)

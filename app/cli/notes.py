"""Reading a file of notes row by row, JSON Lines or CSV, whatever its size. What is wrong with a row is said of it."""

import csv
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Any

from app.cli.say import Refusal
from app.entries.imports import Row
from app.kit import strict_json
from app.kit.problems import MalformedJson

BOM = b"\xef\xbb\xbf"
HEAD_BYTES = 65_536
LONGEST_LINE = 1_048_576
JSON_SUFFIXES = {".jsonl", ".ndjson", ".json"}
DELIMITERS = ",;\t"
NOT_UTF8 = "Is not UTF-8 text; save the file as UTF-8."


@contextmanager
def notes_file(path: Path) -> Iterator["NotesFile"]:
    """A file of notes, closed afterwards. Raises Refusal, in one line, for a file that can't be one."""
    if path.exists() and not path.is_file():
        raise Refusal(f"{path} is not a file.")
    try:
        raw = path.open("rb")
    except OSError as error:
        raise Refusal(f"{path} can't be read: {os.strerror(error.errno or 5)}.") from None
    with raw:
        yield NotesFile(path, raw)


class NotesFile:
    """An open file of notes."""

    def __init__(self, path: Path, raw: BufferedReader) -> None:
        self.path, self._raw = path, raw
        self.size = path.stat().st_size
        self._head = head = raw.read(HEAD_BYTES)
        if not head.removeprefix(BOM).strip():
            raise Refusal(f"{path} is empty.")
        if b"\0" in head:
            raise Refusal(f"{path} is not UTF-8 text. Save it as JSON Lines or CSV in UTF-8.")
        self._is_json = is_json(path, head)
        raw.seek(0)
        self.sha256 = hashlib.file_digest(raw, "sha256").hexdigest()
        raw.seek(0)

    def position(self) -> int:
        """How many bytes were read so far."""
        return self._raw.tell()

    def rows(self) -> Iterator[Row]:
        """Each row with its line."""
        return self._json_rows() if self._is_json else self._csv_rows()

    def _json_rows(self) -> Iterator[Row]:
        if self._head.removeprefix(BOM).lstrip()[:1] == b"[":
            raise Refusal(f"{self.path} is one JSON array. Save it as JSON Lines: one object a line.")
        number = 0
        while line := self._raw.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise Refusal(f"{self.path}: line {number} is longer than a megabyte; these are no notes.")
            line = line.removeprefix(BOM) if number == 1 else line
            if line.strip():
                yield json_row(number, line)

    def _csv_rows(self) -> Iterator[Row]:
        # Bytes that are no UTF-8 become half surrogates, so that one bad row can be named instead of ending it all.
        text = TextIOWrapper(self._raw, "utf-8-sig", errors="surrogateescape", newline="")
        csv.field_size_limit(LONGEST_LINE)
        reader = csv.reader(text, delimiter=delimiter(self._head), strict=True)
        try:
            names = header(next(reader), self.path)
            line = reader.line_num + 1
            for cells in reader:
                if any(cells):
                    yield csv_row(line, names, cells)
                line = reader.line_num + 1
        except csv.Error as error:
            raise Refusal(f"{self.path}: line {reader.line_num} is not CSV: {error}.") from None
        finally:
            text.detach()  # or it would close the file, which is not its own


def is_json(path: Path, head: bytes) -> bool:
    """By the name of the file; of another name, by its first character."""
    if path.suffix.lower() in JSON_SUFFIXES:
        return True
    return path.suffix.lower() != ".csv" and head.removeprefix(BOM).lstrip()[:1] in (b"{", b"[")


def json_row(number: int, line: bytes) -> Row:
    """One line of JSON Lines."""
    try:
        values = strict_json.loads(line)
    except MalformedJson as problem:
        reason = problem.detail.replace("The body", "The line").replace("(line 1, ", "(")
        return Row(number, None, reason)
    if not isinstance(values, dict):
        return Row(number, None, "Is not a JSON object.")
    return Row(number, values)


def delimiter(head: bytes) -> str:
    """What stands between the names in the first line: spreadsheets of many countries write semicolons."""
    first = head.removeprefix(BOM).splitlines()[0].decode("utf-8", "replace")
    return max(DELIMITERS, key=first.count)


def header(cells: list[str], path: Path) -> list[str]:
    """The names of the columns. Raises Refusal when they can't be a file of notes."""
    names = [cell.strip().lower() for cell in cells]
    if "text" not in names or not {"date", "visited_on"} & set(names):
        raise Refusal(f"{path}: the first line has to name the columns, 'text' and 'date' among them.")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Refusal(f"{path}: the first line names a column twice: {', '.join(twice)}.")
    return names


def csv_row(line: int, names: list[str], cells: list[str]) -> Row:
    """One record of CSV; an empty cell says nothing."""
    if len(cells) > len(names):
        return Row(line, None, f"Has {len(cells)} cells where the first line names {len(names)} columns.")
    values: dict[str, Any] = {name: cell for name, cell in zip(names, cells, strict=False) if cell.strip()}
    try:
        "".join(values.values()).encode()
    except UnicodeEncodeError:
        return Row(line, None, NOT_UTF8)
    return Row(line, values)

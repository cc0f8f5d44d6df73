"""A disk that remembers: every write, truncation, sync and deletion of SQLite, noted beneath the library that ships.

The library takes its files from a table of functions (its VFS). A copy of the usual table goes in front of it, with
four entries that note what was done and then do it. So it is the product's own library and its own settings that are
watched, with no other SQLite, no tracer and no compiler. `room` makes the same disk full: what SQLite then hears is
what it hears from a real one.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_int, c_int64, c_void_p, string_at
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

OK, FULL = 0, 13
# Places in SQLite's tables, counted in pointers: sqlite3_vfs and sqlite3_io_methods of sqlite3.h.
VFS_WORDS, NAME, OPEN, DELETE = 21, 3, 5, 6
FILE_WORDS, WRITE, TRUNCATE, SYNC = 19, 3, 4, 5
# Paths as bare addresses: SQLite keeps them, and reads on behind their end, so a copy will not do.
Opening = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(c_void_p), c_int, c_void_p)
Deleting = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
Writing = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncating = CFUNCTYPE(c_int, c_void_p, c_int64)
Syncing = CFUNCTYPE(c_int, c_void_p, c_int)
# Connections hold on to these for as long as they live, whatever Python thinks of it.
KEPT: list[Any] = []


@dataclass
class Disk:
    """What was done to the files of one folder, in order. `note` puts something else in between."""

    folder: Path
    done: list[tuple[Any, ...]] = field(default_factory=list)
    keep: bool = True
    room: int | None = None
    refused: int = 0
    _lock: Lock = field(default_factory=Lock)

    def note(self, *what: Any) -> None:
        if self.keep:
            with self._lock:
                self.done.append(what)

    def takes(self, size: int) -> bool:
        """Whether there is room for so many bytes, which are then taken."""
        with self._lock:
            if self.room is None:
                return True
            if self.room >= size:
                self.room -= size
                return True
            self.refused += 1
            return False


@contextmanager
def watched(folder: Path, *, keep: bool = True) -> Iterator[Disk]:
    """Note what every connection does that is opened meanwhile to a file in this folder, or `keep` nothing of it."""
    disk = Disk(folder, keep=keep)
    library = ctypes.CDLL(import_module("pysqlite3._sqlite3").__file__)
    library.sqlite3_vfs_find.restype = c_void_p
    library.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
    library.sqlite3_vfs_unregister.argtypes = [c_void_p]
    usual = library.sqlite3_vfs_find(None)
    table = (c_void_p * VFS_WORDS).from_buffer_copy(string_at(usual, VFS_WORDS * 8))
    name = ctypes.create_string_buffer(f"watched-{len(KEPT)}".encode())
    table[NAME] = ctypes.addressof(name)
    opening, deleting = Opening(table[OPEN] or 0), Deleting(table[DELETE] or 0)
    methods = _Methods(disk)

    def opened(vfs: int, path: int | None, file: Any, flags: int, out: int | None) -> int:
        answer: int = opening(vfs, path, file, flags, out)
        # Only files of a database have a name here; a temporary one has none.
        if answer == OK and path is not None and (named := Path(string_at(path).decode())).parent == folder:
            methods.put_on(file, named.name)
        return answer

    def deleted(vfs: int, path: int, sync: int) -> int:
        answer: int = deleting(vfs, path, sync)
        if answer == OK and (named := Path(string_at(path).decode())).parent == folder:
            disk.note("delete", named.name)
        return answer

    ours = Opening(opened), Deleting(deleted)
    table[OPEN], table[DELETE] = (ctypes.cast(one, c_void_p).value for one in ours)
    KEPT.append((table, name, ours, opening, deleting, methods))
    library.sqlite3_vfs_register(ctypes.addressof(table), 1)
    try:
        yield disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.addressof(table))
        library.sqlite3_vfs_register(usual, 1)


class _Methods:
    """The functions of an open file, with ours in front."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.names: dict[int, str] = {}
        self.tables: dict[int, Any] = {}
        self.kept: list[Any] = []

    def put_on(self, file: Any, name: str) -> None:
        """From now on what is done to this file is noted; its first word says where its functions stand."""
        self.names[ctypes.addressof(file.contents)] = name
        usual = file[0]
        if usual not in self.tables:
            self.tables[usual] = self.table(usual)
        file[0] = ctypes.addressof(self.tables[usual])

    def table(self, usual: int) -> Any:
        table = (c_void_p * FILE_WORDS).from_buffer_copy(string_at(usual, FILE_WORDS * 8))
        writing, truncating = Writing(table[WRITE] or 0), Truncating(table[TRUNCATE] or 0)
        syncing = Syncing(table[SYNC] or 0)
        disk, names = self.disk, self.names

        def write(file: int, data: int, size: int, offset: int) -> int:
            if not disk.takes(size):
                return FULL
            # Noted first: what another thread notes meanwhile can't have waited for it.
            disk.note("write", names[file], offset, string_at(data, size))
            return int(writing(file, data, size, offset))

        def truncate(file: int, size: int) -> int:
            disk.note("truncate", names[file], size)
            return int(truncating(file, size))

        def sync(file: int, flags: int) -> int:
            # What is written while it runs it need not have reached.
            before = len(disk.done)
            answer = int(syncing(file, flags))
            if answer == OK:
                disk.note("sync", names[file], before)
            return answer

        ours = Writing(write), Truncating(truncate), Syncing(sync)
        for place, one in zip((WRITE, TRUNCATE, SYNC), ours, strict=True):
            table[place] = ctypes.cast(one, c_void_p).value
        self.kept.append((ours, writing, truncating, syncing))
        return table

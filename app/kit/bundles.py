"""Which modules are served as one file, and how that file reads.

A phone asks for a file at a time and pays half a kilobyte of headers for each, and forty small files compress worse
than one. So modules that are needed together stand in one file, one after the other, each name of theirs that nobody
outside asks for as short as can be. bundles.json says which modules; what only one screen needs goes with that screen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.kit.joined import Whole, needed
from app.kit.modules import Module
from app.kit.names import Names
from app.kit.scopes import Binding, Later, Script
from app.kit.scripts import parse
from app.kit.unfit import UnfitScriptError


@dataclass(frozen=True)
class Served:
    """`files` is what the app asks for. `doors` lead to a module by its own address, for whoever tries it by hand."""

    files: dict[str, bytes]
    doors: dict[str, bytes]


def serve(
    scripts: Mapping[str, bytes], bundles: Mapping[str, list[str]], doors: Iterable[str] = ()
) -> Served:
    """Every script as it is served, by its address. `bundles` has a file's first module and others to go with it."""
    modules = _reached(scripts, bundles)
    homes = _homes(modules, bundles)
    whole = Whole(modules, homes, [path for path in doors if homes[path] != path])
    files = {path: alone(path, source) for path, source in scripts.items() if path not in modules}
    for path in sorted(set(homes.values())):
        files[path] = whole.file(path)
    return Served(files, {path: whole.door(path) for path in whole.doors})


def alone(path: str, source: bytes) -> bytes:
    """A script that stands by itself: the names at its top may be anybody's and stay."""
    try:
        script = Script(source)
        script.read(parse(source).root_node)
        pieces = script.pieces()
    except UnfitScriptError as error:
        raise UnfitScriptError(f"{path}: {error}") from None
    names: Names[int] = Names(script.free | script.top.names.keys())
    names.count(piece.slot for piece in pieces if isinstance(piece, Binding) and piece.slot is not None)
    given = names.given()
    written = [
        piece
        if isinstance(piece, bytes)
        else (piece.name if piece.slot is None else given[piece.slot]).encode()
        for piece in pieces
        if not isinstance(piece, Later)
    ]
    return b"".join(written) + (b"\n" if source.endswith(b"\n") else b"")


def _reached(scripts: Mapping[str, bytes], roots: Iterable[str]) -> dict[str, Module]:
    """All that is imported, at once or later. An address put together while running names what imports nothing."""
    waiting, found = list(roots), dict[str, Module]()
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        if path not in scripts:
            raise UnfitScriptError(f"{path} is imported, and is not there")
        found[path] = Module(path, scripts[path])
        waiting += [*found[path].targets, *found[path].later]
    return found


def _homes(modules: Mapping[str, Module], bundles: Mapping[str, list[str]]) -> dict[str, str]:
    """The file in which each module stands, by the address of the file's first module."""
    homes: dict[str, str] = {}
    for first, others in bundles.items():
        for path in needed(modules, [first, *others]):
            homes.setdefault(path, first)
    later = sorted({path for module in modules.values() for path in module.later} - homes.keys())
    users: dict[str, list[str]] = {}
    for first in later:
        for path in needed(modules, [first]):
            users.setdefault(path, []).append(first)
    for path, firsts in users.items():
        homes.setdefault(path, firsts[0] if len(firsts) == 1 else path)
    return homes

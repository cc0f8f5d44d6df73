"""Which modules are served as one file, and how that file reads.

A phone asks for a file at a time and pays half a kilobyte of headers for each, and forty small files compress worse
than one. So modules that are needed together stand in one file, each in a function of its own that gives back what
the module exports. bundles.json says which; what only one screen needs goes with that screen by itself.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.kit.modules import ALL, Module
from app.kit.scripts import UnfitScriptError, compact, resolve


@dataclass(frozen=True)
class Served:
    """`files` is what the app asks for. `doors` lead to a module by its own address, for whoever tries it by hand."""

    files: dict[str, bytes]
    doors: dict[str, bytes]


def serve(scripts: Mapping[str, bytes], bundles: Mapping[str, list[str]]) -> Served:
    """Every script as it is served, by its address. `bundles` has a file's first module and others to go with it."""
    modules = _reached(scripts, bundles)
    homes = _homes(modules, bundles)
    files = {path: _alone(path, source) for path, source in scripts.items() if path not in modules}
    for path in sorted(set(homes.values())):
        files[path] = compact(_file(path, modules, homes))
    return Served(files, {path: _door(modules[path], home) for path, home in homes.items() if path != home})


def _alone(path: str, source: bytes) -> bytes:
    try:
        return compact(source)
    except UnfitScriptError as error:
        raise UnfitScriptError(f"{path}: {error}") from None


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
        waiting += [*found[path].targets, *_later(found[path])]
    return found


def _later(module: Module) -> list[str]:
    return [resolve(module.path, given[1:-1]) for _, _, given in module.calls if "${" not in given]


def _homes(modules: Mapping[str, Module], bundles: Mapping[str, list[str]]) -> dict[str, str]:
    """The file in which each module stands, by the address of the file's first module."""
    homes: dict[str, str] = {}
    for first, others in bundles.items():
        for path in _needed(modules, [first, *others]):
            homes.setdefault(path, first)
    later = sorted({path for module in modules.values() for path in _later(module)} - homes.keys())
    users: dict[str, list[str]] = {}
    for first in later:
        for path in _needed(modules, [first]):
            users.setdefault(path, []).append(first)
    for path, firsts in users.items():
        homes.setdefault(path, firsts[0] if len(firsts) == 1 else path)
    return homes


def _needed(modules: Mapping[str, Module], firsts: Iterable[str]) -> list[str]:
    """The modules with all they import, each after those that it needs."""
    order: list[str] = []
    begun: set[str] = set()

    def add(path: str) -> None:
        if path in order:
            return
        if path in begun:
            raise UnfitScriptError(f"{path} needs itself, by way of what it imports")
        begun.add(path)
        for target in modules[path].targets:
            add(target)
        order.append(path)

    for path in firsts:
        add(path)
    return order


def _file(path: str, modules: Mapping[str, Module], homes: Mapping[str, str]) -> bytes:
    members = [one for one in _needed(modules, _members(path, homes)) if homes[one] == path]
    elsewhere: dict[str, set[str]] = {}
    for member in members:
        for target in modules[member].targets:
            if homes[target] != path:
                elsewhere.setdefault(homes[target], set()).add(_name(target))
    head = "".join(
        f"import{{{','.join(sorted(names))}}}from{file!r};\n" for file, names in sorted(elsewhere.items())
    )
    body = b"\n".join(_function(modules[member], homes) for member in members)
    return head.encode() + body + _exports(path, members, modules).encode()


def _members(path: str, homes: Mapping[str, str]) -> list[str]:
    return sorted(member for member, home in homes.items() if home == path)


def _function(module: Module, homes: Mapping[str, str]) -> bytes:
    """The module as a function, called once, which takes what it imports from the values of others."""
    lines = [f"const {_name(module.path)}=(()=>{{"]
    for one in module.imports:
        target = _name(one.target)
        lines += [f"const {alias}={target};" for name, alias in one.names if name == ALL]
        taken = [f"{name}:{alias}" if name != alias else name for name, alias in one.names if name != ALL]
        lines += [f"const{{{','.join(taken)}}}={target};"] if taken else []
    calls = {start: _call(module.path, given, homes) for start, _, given in module.calls}
    given = [f"{name}:{value}" if name != value else name for name, value in module.exports.items()]
    end = f"\nreturn{{{','.join(given)}}}}})();\n"
    return "\n".join(lines).encode() + b"\n" + module.body(calls) + end.encode()


def _call(path: str, given: str, homes: Mapping[str, str]) -> str:
    """An `import()` as it has to read in another file: by full address, or as a part of the file that has it."""
    quote, words = given[0], given[1:-1]
    if "${" in words:
        fixed, rest = words.split("${", 1)
        return f"import({quote}{resolve(path, fixed + '-')[:-1]}${{{rest}{quote})"
    target = resolve(path, words)
    home = homes[target]
    return f'import("{home}")' if home == target else f'import("{home}").then((file)=>file.{_name(target)})'


def _exports(path: str, members: list[str], modules: Mapping[str, Module]) -> str:
    """All that stands in it, for other files, and what its first module exports, for whoever imports that one."""
    return f"export{{{','.join(_name(member) for member in members)}}};\n" + _given(modules[path])


def _door(module: Module, home: str) -> bytes:
    return f"import{{{_name(module.path)}}}from{home!r};\n{_given(module)}".encode()


def _given(module: Module) -> str:
    names = ",".join(name for name in module.exports if name != "default")
    named = f"export const{{{names}}}={_name(module.path)};\n" if names else ""
    return named + (f"export default {_name(module.path)}.default;\n" if "default" in module.exports else "")


def _name(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js").lstrip("/"))

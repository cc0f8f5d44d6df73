"""Modules joined into files: one after the other, each name that no other file asks for as short as can be."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.kit.modules import ALL, Import, Module
from app.kit.names import Names
from app.kit.scopes import Binding, Later
from app.kit.unfit import UnfitScriptError


def needed(modules: Mapping[str, Module], firsts: Iterable[str]) -> list[str]:
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


@dataclass(frozen=True, order=True)
class Thing:
    """What a name of a module stands for: a binding at the top of the module at `path`, or all that it exports."""

    path: str
    name: str


@dataclass
class Whole:
    """All modules with the files they stand in, and what each file has to give to the others."""

    modules: Mapping[str, Module]
    homes: Mapping[str, str]
    doors: list[str]
    given: dict[str, set[Thing]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path, module in self.modules.items():
            used = {
                self.thing(piece.target, piece.name) for piece in module.rest() if isinstance(piece, Import)
            }
            used |= {Thing(target, ALL) for target in module.later if self.homes[target] != target}
            for thing in used:
                home = self.homes[thing.path]
                if home != self.homes[path] or thing.name == ALL:
                    self.given.setdefault(home, set()).add(thing)
        for path in self.doors:
            things = {self.thing(path, name) for name in self.modules[path].exports}
            for thing in things:
                self.given.setdefault(self.homes[thing.path], set()).add(thing)

    def thing(self, path: str, name: str) -> Thing:
        """What a module exports by a name, followed to where it is made."""
        if name == ALL:
            return Thing(path, ALL)
        found = self.modules[path].exported(name)
        return self.thing(found.target, found.name) if isinstance(found, Import) else Thing(path, found.name)

    def exports(self, path: str) -> dict[str, Thing]:
        """What a file gives, by name: what its first module exports, and what other files ask for."""
        own = {name: self.thing(path, name) for name in self.modules[path].exports}
        rest = sorted(self.given.get(path, set()) - set(own.values()))
        given = own | {_label(thing): thing for thing in rest}
        if len(given) < len(own) + len(rest):
            raise UnfitScriptError(f"{path}: two things that it gives happen to go by one label; rename one")
        return given

    def labels(self, path: str) -> dict[Thing, str]:
        """The same by thing; what goes by two names is asked for by the first."""
        return {thing: name for name, thing in reversed(self.exports(path).items())}

    def file(self, path: str) -> bytes:
        return _File(self, path).written()

    def door(self, path: str) -> bytes:
        """A module by its own address: the same values under its names."""
        lines = []
        for name in self.modules[path].exports:
            thing = self.thing(path, name)
            home = self.homes[thing.path]
            lines.append(f'export{{{self.labels(home)[thing]} as {name}}}from"{home}";\n')
        return "".join(lines).encode()


class _File:
    """One file: its modules in order, under names that are its own."""

    def __init__(self, whole: Whole, path: str) -> None:
        self.whole, self.path = whole, path
        self.modules = whole.modules
        members = sorted(member for member, home in whole.homes.items() if home == path)
        self.members = [one for one in needed(whole.modules, members) if whole.homes[one] == path]
        # Files that have to run first, even if nothing of theirs is named.
        self.files = dict.fromkeys(
            whole.homes[target] for member in self.members for target in self.modules[member].targets
        )
        self.files.pop(path, None)
        self.exports = whole.exports(path)

    def written(self) -> bytes:
        body = [list(self._pieces(member)) for member in self.members]
        names: Names[Thing | int] = Names(
            set[str]().union(*(self.modules[member].free for member in self.members))
        )
        for pieces in body:
            names.count(piece for piece in pieces if isinstance(piece, Thing | int))
        names.count(self.exports.values())
        given = names.given()
        asked = {
            thing for thing in given if isinstance(thing, Thing) and self.whole.homes[thing.path] != self.path
        }
        text = [
            "".join(piece if isinstance(piece, str) else given[piece] for piece in pieces) for pieces in body
        ]
        return "".join([*self._head(asked, given), *text, self._foot(given)]).encode()

    def _pieces(self, member: str) -> Iterator["str | Thing | int"]:
        """Text, what stands for a thing, and the slots of names inside of functions."""
        module = self.modules[member]
        last = ""
        for piece in module.rest():
            if isinstance(piece, Import):
                yield self.whole.thing(piece.target, piece.name)
            elif isinstance(piece, Binding):
                yield Thing(member, piece.name) if piece.slot is None else piece.slot
            elif isinstance(piece, Later):
                yield self._call(piece.target)
            else:
                last = piece.decode()
                yield last
        # Without it the next module's first line might be read on from this one's last.
        yield "\n" if last.endswith(";") else ";\n"
        if Thing(member, ALL) in self.exports.values():
            yield "const "
            yield Thing(member, ALL)
            yield "={"
            for name in module.exports:
                yield f"{name}:"
                yield self.whole.thing(member, name)
                yield ","
            yield "};\n"

    def _call(self, target: str) -> str:
        """An `import()` by full address, or of a part of the file that has it."""
        home = self.whole.homes[target]
        part = "" if home == target else f".then((file)=>file.{_label(Thing(target, ALL))})"
        return f'import("{home}"){part}'

    def _head(self, asked: set[Thing], given: Mapping["Thing | int", str]) -> Iterator[str]:
        homes = {self.whole.homes[thing.path] for thing in asked}
        for file in sorted(homes | self.files.keys()):
            labels = self.whole.labels(file)
            names = ",".join(
                f"{labels[thing]} as {given[thing]}"
                for thing in sorted(asked)
                if self.whole.homes[thing.path] == file
            )
            yield f'import{{{names}}}from"{file}";\n' if names else f'import"{file}";\n'

    def _foot(self, given: Mapping["Thing | int", str]) -> str:
        names = ",".join(f"{given[thing]} as {name}" for name, thing in self.exports.items())
        return f"export{{{names}}};\n" if names else ""


def _label(thing: Thing) -> str:
    """What a thing is called between files. It never comes to mean another one, whatever is added or taken away: a
    page may still hold files of the version before."""
    digest = hashlib.sha256(f"{thing.path} {thing.name}".encode()).digest()
    return "$" + base64.b32encode(digest).decode()[:4].lower()

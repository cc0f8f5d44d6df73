"""One ES module: its imports, its exports, and the rest of it in pieces, to stand in a file among others."""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from app.kit.scopes import Binding, Later, Piece, Scope, Script, Spot
from app.kit.scripts import parse, resolve, text
from app.kit.unfit import UnfitScriptError

ALL = "*"
DEFAULT = "$default"


@dataclass(frozen=True)
class Import:
    """What a name here stands for: what another module exports by a name; `*` is all of it."""

    target: str
    name: str


class Module(Script):
    """Raises UnfitScriptError when the source uses a form that would not mean the same in a file with others."""

    def __init__(self, path: str, source: bytes) -> None:
        super().__init__(source)
        self.path = path
        # The modules that have to run before this one.
        self.targets: list[str] = []
        # Exported name to the name that it has here, or to what it is elsewhere.
        self.exports: dict[str, str | Import] = {}
        # The modules that are asked for while it runs, by an address that stands in it.
        self.later: list[str] = []
        self._imports: dict[str, Import] = {}
        self._changing: set[str] = set()
        try:
            for node in parse(source).root_node.children:
                self._statement(node)
            self._pieces = self.pieces()
            self._look()
        except UnfitScriptError as error:
            raise UnfitScriptError(f"{path}: {error}") from None

    def rest(self) -> Iterator[Piece | Import]:
        """The pieces, imported names as what they stand for."""
        imported = {id(self.top.names[name]): one for name, one in self._imports.items()}
        for piece in self._pieces:
            yield imported.get(id(piece), piece) if isinstance(piece, Binding) else piece

    def exported(self, name: str) -> Binding | Import:
        """The binding, or where else it is to be had."""
        if name not in self.exports:
            raise UnfitScriptError(f"{self.path} exports no {name}")
        local = self.exports[name]
        if isinstance(local, Import):
            return local
        return self._imports.get(local) or self.top.names[local]

    def parts(
        self, node: Node, scope: Scope, declares: Scope | None
    ) -> Iterator[tuple[Node, Scope, Scope | None]]:
        if node.type == "meta_property" and text(node).startswith("import"):
            raise UnfitScriptError("import.meta is not provided for")
        if node.type == "call_expression" and text(node.children[0]) == "import":
            address = self._address(node)
            if address.type == "string":
                target = self._resolved(address)
                self.later.append(target)
                self.put(node, Later(target))
                return
            self._readdress(address)
        yield from super().parts(node, scope, declares)

    def _statement(self, node: Node) -> None:
        if node.type == "import_statement":
            target = self._target(node)
            for name, alias in _bindings(node):
                self.top.declare(alias)
                self._imports[alias] = Import(target, name)
        elif node.type == "export_statement":
            self._export(node)
        else:
            if node.type == "lexical_declaration" and text(node.children[0]) == "let":
                self._changing |= set(_declared(node))
            self.read(node)

    def _target(self, node: Node) -> str:
        target = self._resolved(node.child_by_field_name("source"))
        if target not in self.targets:
            self.targets.append(target)
        return target

    def _resolved(self, node: Node | None) -> str:
        return resolve(self.path, text(node)[1:-1])

    def _export(self, node: Node) -> None:
        declaration, value = node.child_by_field_name("declaration"), node.child_by_field_name("value")
        if declaration is not None:
            if text(declaration.children[0]) == "let" or any(
                child.type == "default" for child in node.children
            ):
                raise UnfitScriptError("export a constant, a function or a class, each by its name")
            self.exports |= {name: name for name in _declared(declaration)}
            self.read(declaration)
        elif value is not None:
            self.exports["default"] = DEFAULT
            self.top.declare(DEFAULT)
            self.put(node.children[0], b"const ", Spot(self.top, DEFAULT, short=False), b"=")
            self.after(value)
            self.read(value)
            self.say(b";")
        else:
            self._listed(node)

    def _listed(self, node: Node) -> None:
        """`export {a, b as c}`, from here or from another module."""
        clause = next((child for child in node.children if child.type == "export_clause"), None)
        if clause is None:
            raise UnfitScriptError("export * is not provided for: name what is exported")
        if node.child_by_field_name("source") is None:
            self.exports |= {alias: name for name, alias in _pairs(clause)}
        else:
            target = self._target(node)
            self.exports |= {alias: Import(target, name) for name, alias in _pairs(clause)}

    def _address(self, call: Node) -> Node:
        arguments = call.child_by_field_name("arguments")
        wanted = [one for one in arguments.named_children if one.type != "comment"] if arguments else []
        if len(wanted) != 1 or wanted[0].type not in ("string", "template_string"):
            raise UnfitScriptError("import() takes one address, written as it is")
        return wanted[0]

    def _readdress(self, template: Node) -> None:
        """An address put together while running names a file of its own; it has to begin the same from anywhere."""
        first = template.children[1]
        self.instead[first.start_byte] = resolve(self.path, text(first) + "-")[:-1].encode()

    def _look(self) -> None:
        """After the whole has been read: nothing is exported that may come to mean something else."""
        if unsteady := self._changing & {one for one in self.exports.values() if isinstance(one, str)}:
            raise UnfitScriptError(f"exports a variable that may change: {', '.join(sorted(unsteady))}")
        for name in self.exports.values():
            if isinstance(name, str) and name not in self.top.names:
                raise UnfitScriptError(f"exports {name}, which it does not have")


def _bindings(node: Node) -> Iterator[tuple[str, str]]:
    clause = next((child for child in node.children if child.type == "import_clause"), None)
    for child in clause.named_children if clause is not None else []:
        if child.type == "identifier":
            yield "default", text(child)
        elif child.type == "namespace_import":
            yield ALL, text(child.named_children[0])
        else:
            yield from _pairs(child)


def _pairs(clause: Node) -> Iterator[tuple[str, str]]:
    """Name and alias of each `a as b`."""
    for one in clause.named_children:
        if one.type in ("import_specifier", "export_specifier"):
            name = text(one.child_by_field_name("name"))
            alias = one.child_by_field_name("alias")
            yield name, text(alias) if alias is not None else name


def _declared(node: Node) -> Iterator[str]:
    """The names that a declaration makes."""
    name = node.child_by_field_name("name")
    if name is not None:
        yield text(name)
        return
    for child in node.named_children:
        if child.type == "variable_declarator":
            found = child.child_by_field_name("name")
            if found is None or found.type != "identifier":
                raise UnfitScriptError("export each name on its own")
            yield text(found)

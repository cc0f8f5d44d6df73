"""One ES module: its imports, its exports, and its body with both taken out, to stand in a function."""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from app.kit.scripts import UnfitScriptError, found, parse, resolve, text

_INSIDE = "(call_expression function: (import)) @call (meta_property) @meta"
ALL = "*"


@dataclass
class Import:
    """`names` pairs what the target exports with the name it has here; `*` is all of it."""

    target: str
    names: list[tuple[str, str]]


class Module:
    """Raises UnfitScriptError when the source uses a form that can't be put into a function and mean the same."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source
        self.imports: list[Import] = []
        # Exported name to the expression that has its value at the module's end.
        self.exports: dict[str, str] = {}
        # Where each import() stands and what it is given, quotes included; the tree itself isn't kept.
        self.calls: list[tuple[int, int, str]] = []
        self._cuts: list[tuple[int, int, str]] = []
        self._changing: set[str] = set()
        try:
            root = parse(source).root_node
            for node in root.children:
                self._statement(node)
            self._look_inside(root)
            if unsteady := self._changing & set(self.exports.values()):
                raise UnfitScriptError(f"exports a variable that may change: {', '.join(sorted(unsteady))}")
        except UnfitScriptError as error:
            raise UnfitScriptError(f"{path}: {error}") from None

    @property
    def targets(self) -> list[str]:
        """The modules that have to run before this one."""
        return list(dict.fromkeys(one.target for one in self.imports))

    def body(self, calls: dict[int, str]) -> bytes:
        """Without imports and exports; `calls` says what stands for an `import()`, by the call's first byte."""
        cuts = [(start, end, calls[start]) for start, end, _ in self.calls]
        written, at = bytearray(), 0
        for start, end, instead in sorted([*self._cuts, *cuts]):
            written += self.source[at:start] + instead.encode()
            at = end
        return bytes(written + self.source[at:])

    def _statement(self, node: Node) -> None:
        if node.type == "import_statement":
            self.imports.append(Import(self._target(node), list(_bindings(node))))
            self._cuts.append((node.start_byte, node.end_byte, ""))
        elif node.type == "export_statement":
            self._export(node)
        elif node.type == "lexical_declaration" and text(node.children[0]) == "let":
            self._changing |= set(_declared(node))

    def _target(self, node: Node) -> str:
        return resolve(self.path, _literal(node.child_by_field_name("source")))

    def _export(self, node: Node) -> None:
        declaration, value = node.child_by_field_name("declaration"), node.child_by_field_name("value")
        if declaration is not None:
            if text(declaration.children[0]) == "let" or any(
                child.type == "default" for child in node.children
            ):
                raise UnfitScriptError("export a constant, a function or a class, each by its name")
            self.exports |= {name: name for name in _declared(declaration)}
            self._cuts.append((node.start_byte, declaration.start_byte, ""))
        elif value is not None:
            self.exports["default"] = "$default"
            self._cuts.append((node.start_byte, value.start_byte, "const $default="))
        else:
            self._listed(node)

    def _listed(self, node: Node) -> None:
        """`export {a, b as c}`, from here or from another module."""
        clause = next((child for child in node.children if child.type == "export_clause"), None)
        if clause is None:
            raise UnfitScriptError("export * is not provided for: name what is exported")
        pairs = list(_pairs(clause))
        if node.child_by_field_name("source") is None:
            self.exports |= {alias: name for name, alias in pairs}
        else:
            again = [(name, f"$again_{alias}") for name, alias in pairs]
            self.imports.append(Import(self._target(node), again))
            self.exports |= {alias: f"$again_{alias}" for _, alias in pairs}
        self._cuts.append((node.start_byte, node.end_byte, ""))

    def _look_inside(self, root: Node) -> None:
        inside = found(_INSIDE, root)
        for node in inside.get("meta", []):
            if text(node).startswith("import"):
                raise UnfitScriptError("import.meta is not provided for")
        for node in inside.get("call", []):
            arguments = node.child_by_field_name("arguments")
            wanted = [one for one in arguments.named_children if one.type != "comment"] if arguments else []
            if len(wanted) != 1 or wanted[0].type not in ("string", "template_string"):
                raise UnfitScriptError("import() takes one address, written as it is")
            self.calls.append((node.start_byte, node.end_byte, text(wanted[0])))


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


def _literal(node: Node | None) -> str:
    """What a string says, without its quotes."""
    return text(node)[1:-1]

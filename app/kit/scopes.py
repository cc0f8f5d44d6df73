"""Which binding each name in a script means, so that names nobody outside sees can be given shorter ones.

Only what a name stands for is looked at; nothing is reckoned out, moved or left away. Properties keep their names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from app.kit.scripts import spaced, text
from app.kit.unfit import UnfitScriptError

NAMES = frozenset({"identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"})
_FUNCTIONS = frozenset(
    {
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "generator_function",
        "arrow_function",
        "method_definition",
    }
)
_BLOCKS = frozenset({"statement_block", "switch_body", "for_statement", "for_in_statement", "catch_clause"})


@dataclass(eq=False, slots=True)
class Binding:
    """What a name stands for. `slot` counts from the outermost function in; None at the top of a script."""

    name: str
    uses: int = 0
    slot: int | None = None


@dataclass(eq=False, slots=True)
class Scope:
    """Where names are declared. `var` stops at a `body`; parameters stand in a scope of their own above it."""

    above: "Scope | None" = None
    body: bool = False
    parameters: bool = False
    names: dict[str, Binding] = field(default_factory=dict)
    slots: int = 0

    def declare(self, name: str) -> "Scope":
        """Where the name is declared from now on: a body's own `var` of a parameter's name is that parameter."""
        if self.above is not None and self.above.parameters and name in self.above.names:
            return self.above
        self.names.setdefault(name, Binding(name))
        return self

    def find(self, name: str) -> Binding | None:
        """The binding that the name means here."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.above
        return None


@dataclass(slots=True)
class Spot:
    """A name in the text. `short` stands for `name: name` in an object."""

    scope: Scope
    name: str
    short: bool


@dataclass(frozen=True, slots=True)
class Later:
    """An `import()` of the module at this address; what stands for it depends on where that module goes."""

    target: str


Piece = bytes | Binding | Later


class Script:
    """A tree as pieces of text with bindings between them, for any other names to be put in."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.top = Scope(body=True)
        self.free: set[str] = set()
        self._scopes: list[Scope] = []
        self._raw: list[bytes | Spot | Later] = []
        self._end = 0
        # By the first byte of a leaf, what stands in its place.
        self.instead: dict[int, bytes] = {}

    def read(self, root: Node) -> None:
        """Take in a part of the tree, in the order of the source."""
        waiting: list[tuple[Node, Scope, Scope | None]] = [(root, self.top, None)]
        while waiting:
            node, scope, declares = waiting.pop()
            if node.type == "comment":
                continue
            if not node.child_count:
                self._leaf(node, scope, declares)
                continue
            inner = list(self.parts(node, scope, declares))
            waiting += reversed(inner)

    def put(self, node: Node, *instead: "bytes | Spot | Later") -> None:
        """Put something of our own in a node's place."""
        self._raw += (spaced(self.source, self._end, node.start_byte), *instead)
        self._end = node.end_byte

    def after(self, node: Node) -> None:
        """Go on with this node right where the text stands now."""
        self._end = node.start_byte

    def say(self, words: bytes) -> None:
        """Put words of our own at the end."""
        self._raw.append(words)

    def pieces(self) -> list[Piece]:
        """The text in pieces; a name that nothing here declares is text, and is noted in `free`."""
        found: list[Piece] = []
        for one in self._raw:
            if not isinstance(one, Spot):
                found.append(one)
                continue
            binding = one.scope.find(one.name)
            if binding is None:
                self.free.add(one.name)
                found.append(one.name.encode())
                continue
            binding.uses += 1
            if one.short:
                found.append(one.name.encode() + b":")
            found.append(binding)
        self._number()
        return list(_joined(found))

    def parts(
        self, node: Node, scope: Scope, declares: Scope | None
    ) -> Iterator[tuple[Node, Scope, Scope | None]]:
        """The children, each with the scope that it stands in and the one in which its names are declared."""
        kind = node.type
        if kind in _FUNCTIONS:
            yield from self._function(node, scope)
        elif kind in ("class", "class_declaration"):
            inner = self._scope(scope) if kind == "class" else scope
            for child, label in _children(node):
                yield child, inner, inner if label == "name" else None
        elif kind == "class_static_block":
            for child, _ in _children(node):
                yield from self._body(child, scope)
        elif kind in ("lexical_declaration", "variable_declaration"):
            target = scope if kind == "lexical_declaration" else None
            for child, _ in _children(node):
                if child.type != "variable_declarator":
                    yield child, scope, None
                    continue
                for part, label in _children(child):
                    yield part, scope, (target or self._hoist(part, scope)) if label == "name" else None
        elif kind in _BLOCKS:
            yield from self._block(node, self._scope(scope))
        elif kind in ("assignment_pattern", "object_assignment_pattern"):
            for child, label in _children(node):
                yield child, scope, declares if label == "left" else None
        elif kind == "pair_pattern":
            for child, label in _children(node):
                yield child, scope, declares if label == "value" else None
        elif kind == "with_statement":
            raise UnfitScriptError("with is not provided for")
        else:
            passed = None if kind == "computed_property_name" else declares
            for child in node.children:
                yield child, scope, passed

    def _function(self, node: Node, scope: Scope) -> Iterator[tuple[Node, Scope, Scope | None]]:
        outer = self._scope(scope) if node.type in ("function_expression", "generator_function") else scope
        inside = self._scope(outer)
        inside.parameters = True
        for child, label in _children(node):
            if label in ("parameters", "parameter"):
                yield child, inside, inside
            elif label == "body" and child.type == "statement_block":
                yield from self._body(child, inside)
            elif label == "body":
                yield child, inside, None
            else:
                yield child, outer, outer if label == "name" and child.type == "identifier" else None

    def _body(self, node: Node, scope: Scope) -> Iterator[tuple[Node, Scope, Scope | None]]:
        inner = self._scope(scope)
        inner.body = True
        for child in node.children:
            yield child, inner, None

    def _block(self, node: Node, scope: Scope) -> Iterator[tuple[Node, Scope, Scope | None]]:
        kind = node.child_by_field_name("kind")
        for child, label in _children(node):
            if label == "parameter":
                yield child, scope, scope
            elif label == "left" and kind is not None:
                yield child, scope, self._hoist(child, scope) if text(kind) == "var" else scope
            else:
                yield child, scope, None

    def _scope(self, above: Scope) -> Scope:
        scope = Scope(above)
        self._scopes.append(scope)
        return scope

    def _hoist(self, node: Node, scope: Scope) -> Scope:
        """Where a `var` belongs. Raises where a name of the same sound stands between."""
        target = scope
        while not target.body:
            if text(node) in target.names or target.above is None:
                raise UnfitScriptError(f"var {text(node)} is not provided for here")
            target = target.above
        return target

    def _leaf(self, node: Node, scope: Scope, declares: Scope | None) -> None:
        start, end = node.start_byte, node.end_byte
        if end == start:
            return
        self._raw.append(spaced(self.source, self._end, start))
        self._end = end
        if node.type not in NAMES:
            self._raw.append(self.instead.get(start, self.source[start:end]))
            return
        name = self.source[start:end].decode()
        if name == "eval":
            raise UnfitScriptError("eval is not provided for")
        if declares is not None:
            scope = declares.declare(name)
        self._raw.append(Spot(scope, name, node.type != "identifier"))

    def _number(self) -> None:
        """Slots from the outside in, so that no function's names are those of one around it."""
        for scope in self._scopes:
            begin = scope.above.slots if scope.above else 0
            ranked = sorted(scope.names.values(), key=lambda one: -one.uses)
            for slot, binding in enumerate(ranked, begin):
                binding.slot = slot
            scope.slots = begin + len(ranked)


def _children(node: Node) -> Iterator[tuple[Node, str | None]]:
    for number, child in enumerate(node.children):
        yield child, node.field_name_for_child(number)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    run: list[bytes] = []
    for piece in pieces:
        if isinstance(piece, bytes):
            run.append(piece)
            continue
        yield b"".join(run)
        yield piece
        run = []
    yield b"".join(run)

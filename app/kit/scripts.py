"""ES modules as trees: what one imports and exports, and how it reads without comments and white space.

The parser is tree-sitter's, so nothing here guesses where a template, a regular expression or a comment ends.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser, Query, QueryCursor, Tree

_LANGUAGE = Language(tree_sitter_javascript.language())
_WORD = re.compile(rb"[\w$#@\\\x80-\xff]")
# Pairs that would become another token, or a comment, if they touched.
_TOUCHY = frozenset({b"++", b"--", b"//", b"/*", b"<!", b"->"})


class UnfitScriptError(ValueError):
    """A script that can't be served as it should be: not JavaScript, or written in a way not provided for."""


def compact(source: bytes) -> bytes:
    """The same tokens on lines that break where they did, so that it means the same and can be debugged."""
    written = bytearray()
    end = 0
    for token in _tokens(parse(source).root_node):
        written += _between(source, end, token.start_byte)
        written += source[token.start_byte : token.end_byte]
        end = token.end_byte
    return bytes(written) + (b"\n" if source.endswith(b"\n") else b"")


def _between(source: bytes, end: int, start: int) -> bytes:
    """What has to stand between two tokens; a line's end may stand for a semicolon and stays."""
    gap = source[end:start]
    if not gap or not end:
        return b""
    if b"\n" in gap:
        return b"\n"
    before, after = source[end - 1 : end], source[start : start + 1]
    both_words = _WORD.match(before) and _WORD.match(after)
    number = before.isdigit() and after == b"."
    return b" " if both_words or number or before + after in _TOUCHY else b""


def parse(source: bytes) -> Tree:
    """Raises UnfitScriptError on what is no JavaScript."""
    tree = Parser(_LANGUAGE).parse(source)
    if tree.root_node.has_error:
        raise UnfitScriptError("this is not JavaScript that a browser would take")
    return tree


def _tokens(root: Node) -> Iterator[Node]:
    """The leaves in order, without comments and the semicolons that only the parser sees."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type == "comment":
            continue
        if children := node.children:
            waiting += reversed(children)
        elif node.end_byte > node.start_byte:
            yield node


def found(query: str, root: Node) -> dict[str, list[Node]]:
    """The nodes that a tree-sitter query names, in the order of the source."""
    captures = QueryCursor(_query(query)).captures(root)
    return {name: sorted(nodes, key=lambda node: node.start_byte) for name, nodes in captures.items()}


@lru_cache
def _query(words: str) -> Query:
    return Query(_LANGUAGE, words)


def text(node: Node | None) -> str:
    """A node's own words."""
    if node is None or node.text is None:
        raise UnfitScriptError("a name is missing")
    return node.text.decode()


def resolve(path: str, specifier: str) -> str:
    """The address that a relative specifier means in the module at `path`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier))

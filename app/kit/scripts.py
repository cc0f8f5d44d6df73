"""ES modules as trees: what one imports and exports, and how it reads without comments and white space.

The parser is tree-sitter's, so nothing here guesses where a template, a regular expression or a comment ends.
"""

import posixpath
import re

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser, Tree

from app.kit.unfit import UnfitScriptError

_LANGUAGE = Language(tree_sitter_javascript.language())
_WORD = re.compile(rb"[\w$#@\\\x80-\xff]")
# Pairs that would become another token, or a comment, if they touched.
_TOUCHY = frozenset({b"++", b"--", b"//", b"/*", b"<!", b"->", b"?."})
# Beside these a line's end never stands for a semicolon.
_GOES_ON = frozenset(b"{([,;=:?&|>")
_WENT_ON = frozenset(b"})],;=:?&|.")


def spaced(source: bytes, end: int, start: int) -> bytes:
    """What has to stand between two tokens; a line's end that may stand for a semicolon stays."""
    gap = source[end:start]
    if not gap or not end:
        return b""
    if b"\n" in gap and source[end - 1] not in _GOES_ON and source[start] not in _WENT_ON:
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


def text(node: Node | None) -> str:
    """A node's own words."""
    if node is None or node.text is None:
        raise UnfitScriptError("a name is missing")
    return node.text.decode()


def resolve(path: str, specifier: str) -> str:
    """The address that a relative specifier means in the module at `path`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier))

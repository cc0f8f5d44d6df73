"""The scripts as they are served: the same tokens, a few files, and every name that one asks another for is there."""

import json
import re
from collections.abc import Mapping

import pytest
from tree_sitter import Node

from app.config import PROJECT
from app.kit import bundles, styles
from app.kit.scripts import UnfitScriptError, compact, parse

STATIC = PROJECT / "static"
SCRIPTS = {
    f"/{file.relative_to(STATIC).as_posix()}": file.read_bytes()
    for file in STATIC.rglob("*.js")
    if not file.name.endswith(".test.js")
}
GROUPS = json.loads((STATIC / "bundles.json").read_text())


def meaning(source: bytes) -> list[tuple[bytes, bool]]:
    """Each token with whether a line breaks before it: to the language, nothing else counts."""
    found: list[tuple[bytes, bool]] = []
    end = 0

    def visit(node: Node) -> None:
        nonlocal end
        if node.type == "comment":
            return
        if not node.child_count and node.end_byte > node.start_byte:
            words = source[node.start_byte : node.end_byte]
            found.append((words, b"\n" in source[end : node.start_byte] and bool(found)))
            end = node.end_byte
        for child in node.children:
            visit(child)

    visit(parse(source).root_node)
    return found


@pytest.mark.parametrize("path", sorted(SCRIPTS))
def test_a_script_means_the_same_without_its_comments(path: str):
    assert meaning(compact(SCRIPTS[path])) == meaning(SCRIPTS[path])


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("const a = 1; // one\n\n  /* two */ b", "const a=1;\nb"),
        ("html`<p  class=${ html`// ${ a }  x` }> /* y */ </p>`", "html`<p  class=${html`// ${a}  x`}> /* y */ </p>`"),
        (r'a = /[/"] \/\/ b/g; c = "// no" + + d', r'a=/[/"] \/\/ b/g;c="// no"+ +d'),
        ("return\n  a", "return\na"),
        ("a = b; /* c\n */ d", "a=b;\nd"),
        ("1 .toFixed(); typeof a in b; x - -y; a => ({ })", "1 .toFixed();typeof a in b;x- -y;a=>({})"),
    ],
)  # fmt: skip
def test_what_goes_and_what_stays(source: str, short: str):
    assert compact(source.encode()).decode() == short


def exports(source: bytes) -> set[str]:
    named = re.findall(rb"^export(?: const)?\{([^}]*)\}", source, re.MULTILINE)
    return {name.decode() for names in named for name in names.split(b",")}


def missing(served: bundles.Served) -> list[str]:
    """What a file asks another one for that the other doesn't have."""
    every = served.files | served.doors
    asked = [
        (path, name, target.decode())
        for path, source in every.items()
        for names, target in re.findall(rb"^import\{([^}]*)\}from'([^']+)'", source, re.MULTILINE)
        for name in names.decode().split(",")
    ]
    return [
        f"{path}: {name} of {target}"
        for path, name, target in asked
        if name not in exports(served.files.get(target, b""))
    ]


def test_the_app_as_it_is_served_fits_together():
    served = bundles.serve(SCRIPTS, GROUPS["scripts"])
    for source in served.files.values():
        parse(source)
    assert missing(served) == []
    assert set(served.files) | set(served.doors) == set(SCRIPTS)
    # Half of them would do for the capture screen, were each on its own.
    assert len(served.files) < len(SCRIPTS) / 2
    del served.files["/sync/scheduler.js"]
    assert missing(served), "the control: a file that is gone is missed"


def serve(scripts: Mapping[str, str], groups: Mapping[str, list[str]]) -> bundles.Served:
    return bundles.serve({path: source.encode() for path, source in scripts.items()}, groups)


@pytest.mark.parametrize("groups", [{"/app.js": []}, {"/app.js": [], "/late.js": []}])
def test_a_module_stands_in_one_file_only_and_later_ones_take_it_from_there(groups: dict[str, list[str]]):
    served = serve(
        {
            "/app.js": 'import { a as b } from "./lib/a.js";\nb(import("./late.js"), import("./lib/a.js"));',
            "/lib/a.js": "export function a() {}",
            "/late.js": 'import * as all from "./lib/a.js";\nexport { own } from "./own.js";\n'
            "all.a(import(`./words/${1}.js`));",
            "/own.js": "export const own = 1;\nexport default { own };",
        },
        groups,
    )
    assert set(served.files) == {"/app.js", "/late.js"}
    app, late = (served.files[path].decode() for path in ("/app.js", "/late.js"))
    assert app.count("function a()") == 1
    assert "const{a:b}=$lib_a;" in app
    assert 'import("/late.js")' in app
    assert 'import("/app.js").then((file)=>file.$lib_a)' in app
    assert late.startswith("import{$lib_a}from'/app.js';")
    assert "import(`/words/${1}.js`)" in late
    assert served.doors["/own.js"].decode() == (
        "import{$own}from'/late.js';\nexport const{own}=$own;\nexport default $own.default;\n"
    )


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("export let a = 1;", "constant"),
        ("let a = 1;\nexport { a };", "may change"),
        ("export default function a() {}", "by its name"),
        ("export const { a } = b;", "on its own"),
        ('export * from "./b.js";', "name what is exported"),
        ("import.meta.url", "import.meta"),
        ("import(a)", "one address"),
        ('import "./nowhere.js";', "not there"),
        ('import "./a.js";', "needs itself"),
        ("const = 1", "not JavaScript"),
    ],
)
def test_what_could_not_be_the_same_in_a_function_is_refused(source: str, why: str):
    with pytest.raises(UnfitScriptError, match=why) as refused:
        serve({"/a.js": source}, {"/a.js": []})
    assert ".js" in str(refused.value), "it says which file"


def test_sheets_of_a_group_are_one_in_their_order():
    sheets = {
        "/a.css": b"/* first */\na {\n  color: red; /* x */\n}\n",
        "/b.css": b'b::after {\n\n  content: "/* no */  x";\n}\n',
        "/c.css": b"c > d { margin: calc(1px + 2px) }",
    }
    served = styles.serve(sheets, {"/a.css": ["/b.css"]})
    assert served == {
        "/a.css": b'a {\ncolor: red; \n}\nb::after {\ncontent: "/* no */  x";\n}\n',
        "/c.css": b"c > d { margin: calc(1px + 2px) }",
    }

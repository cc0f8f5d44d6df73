"""The scripts as they are served: the same tokens, a few files, and every name that one asks another for is there."""

import json
import re
from collections import Counter
from collections.abc import Mapping

import pytest
from tree_sitter import Node

from app.config import PROJECT
from app.kit import bundles, styles
from app.kit.scopes import Binding, Later, Script
from app.kit.scripts import parse
from app.kit.unfit import UnfitScriptError

STATIC = PROJECT / "static"
SCRIPTS = {
    f"/{file.relative_to(STATIC).as_posix()}": file.read_bytes()
    for file in STATIC.rglob("*.js")
    if not file.name.endswith(".test.js")
}
GROUPS = json.loads((STATIC / "bundles.json").read_text())


def shape(source: bytes) -> tuple[list[str], list[bytes], list[object]]:
    """The tree without its names, the words that are none, and for each name which of all names it is."""
    kinds: list[str] = []
    words: list[bytes] = []

    def visit(node: Node) -> None:
        if node.type == "comment":
            return
        short = node.type.startswith("shorthand_property_identifier")
        kinds.append(node.type)
        if not node.child_count and node.type != "identifier" and not short:
            words.append(node.text or b"")
        for child in node.children:
            visit(child)

    root = parse(source).root_node
    visit(root)
    script = Script(source)
    script.read(root)
    order: dict[Binding, int] = {}
    names: list[object] = [
        order.setdefault(piece, len(order)) if isinstance(piece, Binding) else None
        for piece in script.pieces()
        if not isinstance(piece, bytes)
    ]
    return kinds, words, [names, script.free]


def spelled_out(source: bytes) -> bytes:
    """With `name: name` in place of each short form, so that trees can be compared."""
    script = Script(source)
    script.read(parse(source).root_node)
    return b"".join(
        piece if isinstance(piece, bytes) else piece.name.encode()
        for piece in script.pieces()
        if not isinstance(piece, Later)
    )


@pytest.mark.parametrize("path", sorted(SCRIPTS))
def test_a_script_means_the_same_under_shorter_names(path: str):
    source = spelled_out(SCRIPTS[path])
    assert shape(bundles.alone(path, source)) == shape(source)


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("const a = 1; // one\n\n  /* two */ b", "const a=1;b"),
        ("html`<p  class=${ html`// ${ a }  x` }> /* y */ </p>`", "html`<p  class=${html`// ${a}  x`}> /* y */ </p>`"),
        (r'a = /[/"] \/\/ b/g; c = "// no" + + d', r'a=/[/"] \/\/ b/g;c="// no"+ +d'),
        ("return\n  a", "return\na"),
        ("a = b; /* c\n */ d", "a=b;d"),
        ("a = b\n(c)\n[d]", "a=b\n(c)\n[d]"),
        ("a\n  ? .5\n  : b\n  .c", "a? .5:b.c"),
        ("1 .toFixed(); typeof a in b; x - -y; a => ({ })", "1 .toFixed();typeof a in b;x- -y;e=>({})"),
    ],
)  # fmt: skip
def test_what_goes_and_what_stays(source: str, short: str):
    assert bundles.alone("/a.js", source.encode()).decode() == short


@pytest.mark.parametrize(
    ("source", "short"),
    [
        # What stands at the top of a script by itself is everybody's; what a function has is its own.
        ("const top = (one) => one + top", "const top=(e)=>e+top"),
        # Never a name that something inside goes by, here or outside of the script.
        ("const f = (a) => a + e + t", "const f=(n)=>n+e+t"),
        ("(one) => (two) => one + two", "(e)=>(t)=>e+t"),
        ("(one) => { one(); { let one = 2; one } }", "(e)=>{e();{let t=2;t}}"),
        # Properties keep their names.
        ("(one, two) => ({ one, two: two.one })", "(e,t)=>({one:e,two:t.one})"),
        ("({ one, two: [three], ...four }) => one(three, four)", "({one:e,two:[t],...n})=>e(t,n)"),
        ("({ one = two, [two]: three }, two) => one", "({one:t=e,[e]:n},e)=>t"),
        ("(one) => { ({ one } = q) }", "(e)=>{({one:e}=q)}"),
        # `var` belongs to the function, and to the parameter of its name.
        ("(one) => { for (var one of q) { var two = one } two }", "(e)=>{for(var e of q){var t=e}t}"),
        ("(one, two = () => one) => { const three = two }", "(e,t=()=>e)=>{const n=t}"),
        # A function has its own name inside; a class and an error have theirs.
        ("q = function one(two) { one(two) }", "q=function e(t){e(t)}"),
        ("q = class One { two(three) { new One(three).two } }", "q=class e{two(t){new e(t).two}}"),
        ("try { } catch (one) { one }", "try{}catch(e){e}"),
        ("for (const one of one.two) one", "for(const e of e.two)e"),
        ("one: for (;;) { let one = 1; break one }", "one:for(;;){let e=1;break one}"),
        ("(one) => { switch (one) { case 1: let one } }", "(e)=>{switch(e){case 1:let t}}"),
    ],
)
def test_names_that_nobody_outside_sees_are_short(source: str, short: str):
    assert bundles.alone("/a.js", source.encode()).decode() == short


def test_a_word_of_the_language_is_no_name():
    many = "".join(f"const one{number} = {number};" for number in range(4000))
    parse(bundles.alone("/a.js", b"() => {" + many.encode() + b"}"))


def exports(source: bytes) -> set[str]:
    named = re.findall(rb"^export\{([^}]*)\}", source, re.MULTILINE)
    return {name.decode().split(" as ")[-1] for names in named for name in names.split(b",")}


def missing(served: bundles.Served) -> list[str]:
    """What a file asks another one for that the other doesn't have."""
    every = served.files | served.doors
    asked = [
        (path, name.split(" as ")[0], target.decode())
        for path, source in every.items()
        for names, target in re.findall(rb'^(?:im|ex)port\{([^}]*)\}from"(/[^"]+)"', source, re.MULTILINE)
        for name in names.decode().split(",")
    ]
    assert asked
    return [
        f"{path}: {name} of {target}"
        for path, name, target in asked
        if name not in exports(served.files.get(target, b""))
    ]


def doubled(served: bundles.Served) -> list[str]:
    """What a file takes in twice under one name: no browser would run it."""
    found = []
    for path, source in served.files.items():
        imports = re.findall(rb"^import\{([^}]*)\}", source, re.MULTILINE)
        names = Counter(name.split(b" as ")[-1] for some in imports for name in some.split(b","))
        found += [f"{path}: {name.decode()}" for name, times in names.items() if times > 1]
    return found


def test_the_app_as_it_is_served_fits_together():
    served = bundles.serve(SCRIPTS, GROUPS["scripts"], GROUPS["doors"])
    for source in (served.files | served.doors).values():
        parse(source)
    assert missing(served) == []
    assert doubled(served) == []
    # Half of them would do for the capture screen, were each on its own.
    assert len(served.files) < len(SCRIPTS) / 2
    del served.files["/data/outbox.js"]
    assert missing(served), "the control: a file that is gone is missed"


def serve(
    scripts: Mapping[str, str], groups: Mapping[str, list[str]], doors: tuple[str, ...] = ()
) -> bundles.Served:
    return bundles.serve({path: source.encode() for path, source in scripts.items()}, groups, doors)


PARTS = {
    "/app.js": 'import { a as b } from "./lib/a.js";\nb(import("./late.js"), import("./lib/a.js"));',
    "/lib/a.js": "export function a() {}\nexport const other = 1;",
    "/late.js": 'import * as all from "./lib/a.js";\nexport { own } from "./own.js";\n'
    "all.a((n) => import(`./words/${n}.js`));",
    "/own.js": "export const own = 1;\nexport default { own };",
}


@pytest.mark.parametrize("groups", [{"/app.js": []}, {"/app.js": [], "/late.js": []}])
def test_a_module_stands_in_one_file_only_and_later_ones_take_it_from_there(groups: dict[str, list[str]]):
    served = serve(PARTS, groups, ("/own.js", "/app.js"))
    assert set(served.files) == {"/app.js", "/late.js"}
    assert missing(served) == []
    app, late = (served.files[path].decode() for path in ("/app.js", "/late.js"))
    made = re.fullmatch(
        r"function (\w)\(\)\{\}\nconst (\w)=1;\nconst (\w)=\{a:\1,other:\2,\};\n"
        r'\1\(import\("/late.js"\),import\("/app.js"\)\.then\(\(file\)=>file\.(\$\w{4})\)\);\n'
        r"export\{\3 as \4\};\n",
        app,
    )
    assert made, app
    assert f"import{{{made[4]} as " in late
    assert re.search(r"\((\w)\)=>import\(`/words/\$\{\1\}\.js`\)", late)
    assert re.search(r"export\{\w as own", late)
    assert re.fullmatch(
        r'export\{own as own\}from"/late.js";\nexport\{\$\w{4} as default\}from"/late.js";\n',
        served.doors["/own.js"].decode(),
    )
    assert set(served.doors) == {"/own.js"}


def test_between_files_a_thing_keeps_its_name_whatever_else_comes_or_goes():
    """A page may hold one file of the version before: it finds what it asks for, or nothing, never another thing."""
    before = serve(PARTS, {"/app.js": []}).files["/late.js"].decode()
    grown = {**PARTS, "/lib/a.js": "export const b = 0;" + PARTS["/lib/a.js"]}
    after = serve(grown, {"/app.js": []}).files["/late.js"].decode()
    asked = re.compile(r"import\{(\$\w+) as")
    assert asked.findall(before) == asked.findall(after) != []


def test_what_runs_first_runs_first_though_nothing_of_it_is_named():
    served = serve(
        {
            "/app.js": 'import("./late.js");',
            "/side.js": "window.a = 1;",
            "/late.js": 'import "./side.js";\na();',
        },
        {"/app.js": [], "/side.js": []},
    )
    assert served.files["/late.js"] == b'import"/side.js";\na();\n'


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
        ("export { a };", "does not have"),
        ('import { b } from "./c.js";\nb();', "exports no b"),
        ("eval('a')", "eval"),
        ("with (a) b", "with"),
        ("try { } catch (a) { var a }", "var a"),
    ],
)
def test_what_would_not_mean_the_same_is_refused(source: str, why: str):
    with pytest.raises(UnfitScriptError, match=why) as refused:
        serve({"/a.js": source, "/c.js": ""}, {"/a.js": []})
    assert ".js" in str(refused.value), "it says which file"


def test_sheets_of_a_group_are_one_in_their_order():
    sheets = {
        "/a.css": b"/* first */\na {\n  color: red; /* x */\n}\n",
        "/b.css": b'b::after {\n\n  content: "/* no */  x";\n}\n',
        "/c.css": b"c > d { margin: calc(1px + 2px) }",
    }
    served, by_themselves = styles.serve(sheets, {"/a.css": ["/b.css"]})
    assert served == {
        "/a.css": b'a{color: red;}b::after{content: "/* no */  x";}',
        "/c.css": b"c > d{margin: calc(1px + 2px)}",
    }
    assert by_themselves == {"/b.css": b'b::after{content: "/* no */  x";}'}


@pytest.mark.parametrize(
    ("sheet", "short"),
    [
        ("a :hover,\n  b {\n  color: red\n}\n", "a :hover,b{color: red}"),
        ("@media (width > 3px) {\n  c\n  d { e: f; }\n}\n", "@media (width > 3px){c\nd{e: f;}}"),
        ("a { b: calc(1px + 2px) 'x  {  y', c; }", "a{b: calc(1px + 2px) 'x  {  y',c;}"),
        ("@layer one, two;\na\n{\n/* b */\n  --c: 0 0; }", "@layer one,two;a{--c: 0 0;}"),
    ],
)  # fmt: skip
def test_white_space_that_means_nothing_goes(sheet: str, short: str):
    assert styles.compact(sheet.encode()).decode() == short

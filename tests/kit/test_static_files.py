"""The front end as it is served: types, codings, validators, screens, and nothing from outside its folder."""

import gzip
import hashlib
import json
import os
import re
import time
from pathlib import Path

import brotli
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.kit import handlers
from app.kit.static_files import FrontEnd
from app.kit.unfit import UnfitScriptError

SCRIPT = "export const answer=42\n" * 200
FILES = {
    "index.html": "<!doctype html><title>t</title>" + "<p>hello</p>" * 50,
    "rescue.html": "<p>rescue</p>",
    "app.js": SCRIPT,
    "lib/dom.mjs": SCRIPT,
    "sw.js": "importScripts('/precache.js')",
    "styles/index.css": "a{color:red}" * 50,
    "manifest.webmanifest": "{}",
    "icons/a.svg": "<svg/>",
    "icons/a b.png": "\x89PNG" + "a" * 500,
    "fonts/a.woff2": "wOF2",
    "messages/en.json": "{}",
    "robots.txt": "User-agent: *",
    "types.d.ts": "declare const a: 1",
    "VENDOR.md": "# Vendor",
    "lib/dom.test.js": "test()",
    "tests/app.js": "test()",
    ".secret.js": "secret",
    ".git/config.json": "{}",
}
SERVED = {"/" + name for name in FILES} - {
    "/types.d.ts", "/VENDOR.md", "/lib/dom.test.js", "/tests/app.js", "/.secret.js", "/.git/config.json",
}  # fmt: skip
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "outside.js").write_text("outside")
    for name, content in FILES.items():
        file = tmp_path / "static" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return tmp_path / "static"


def serve(folder: Path, *, development: bool = False) -> tuple[FrontEnd, TestClient]:
    app = FastAPI()
    handlers.install(app)
    front = FrontEnd(folder, development=development)
    app.router.default = front

    @app.get("/api/v1/things")
    def things() -> int:
        return 1

    return front, TestClient(app)


@pytest.fixture
def client(folder: Path) -> TestClient:
    return serve(folder)[1]


def compressed(front: FrontEnd) -> None:
    """Wait for the thread that compresses."""
    patience = time.monotonic() + 10
    while any(
        "br" not in asset.codings
        for path, asset in front.assets.items()
        if path in ("/app.js", "/lib/dom.mjs")
    ):
        assert time.monotonic() < patience
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/app.js", "text/javascript; charset=utf-8"),
        ("/lib/dom.mjs", "text/javascript; charset=utf-8"),
        ("/styles/index.css", "text/css; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/icons/a.svg", "image/svg+xml"),
        ("/icons/a%20b.png", "image/png"),
        ("/fonts/a.woff2", "font/woff2"),
        ("/messages/en.json", "application/json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_each_file_has_its_type_and_all_but_pictures_are_checked_again_each_time(
    client: TestClient, path: str, kind: str
):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    if not kind.startswith("text/html"):
        asked_again = "max-age=3600" if kind.startswith("image/") else "no-cache"
        assert answer.headers["cache-control"] == asked_again
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", sorted({"/" + name for name in FILES} - SERVED))
def test_what_is_for_developers_or_hidden_is_not_there(client: TestClient, path: str):
    assert client.get(path, headers=PAGE).status_code == 404


def test_only_the_worker_may_rule_the_whole_site(client: TestClient):
    assert client.get("/sw.js").headers["service-worker-allowed"] == "/"
    assert "service-worker-allowed" not in client.get("/app.js").headers


def test_the_best_coding_that_the_browser_takes(folder: Path):
    front, client = serve(folder)
    compressed(front)
    raw = {
        name: client.get("/app.js", headers={"Accept-Encoding": name})
        for name in ("br, gzip", "gzip", "identity")
    }
    assert [answer.headers.get("content-encoding") for answer in raw.values()] == ["br", "gzip", None]
    assert len({answer.headers["etag"] for answer in raw.values()}) == 3, (
        "one strong validator for each coding"
    )
    asset = front.assets["/app.js"]
    assert brotli.decompress(asset.codings["br"]) == gzip.decompress(asset.codings["gzip"]) == SCRIPT.encode()
    assert int(raw["br, gzip"].headers["content-length"]) == len(asset.codings["br"]) < len(SCRIPT)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("br;q=0, gzip", "gzip"),
        ("BR", "br"),
        ("*", "br"),
        ("*;q=0", None),
        ("gzip;q=0, br;q=0.1", "br"),
        ("gzip;q=zero", None),
        ("deflate", None),
    ],
)
def test_weights_of_codings(folder: Path, accepted: str, coding: str | None):
    front, client = serve(folder)
    compressed(front)
    answer = client.get("/app.js", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == coding
    assert answer.text == SCRIPT


def test_before_brotli_is_ready_gzip_stands_in(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.kit.static_files._compress", lambda _: None)
    _, client = serve(folder)
    assert (
        client.get("/app.js", headers={"Accept-Encoding": "br, gzip"}).headers["content-encoding"] == "gzip"
    )


def test_what_is_compressed_already_or_tiny_stays_as_it_is(client: TestClient):
    for path in ("/icons/a%20b.png", "/fonts/a.woff2", "/messages/en.json"):
        assert "content-encoding" not in client.get(path, headers={"Accept-Encoding": "gzip"}).headers


def test_a_page_is_not_stored_so_that_no_browser_suspends_it_in_the_middle_of_a_write(client: TestClient):
    for path in ("/", "/index.html", "/entries"):
        assert client.get(path, headers={"Accept": "text/html"}).headers["cache-control"] == "no-store"


def test_a_known_file_is_not_sent_again(client: TestClient):
    first = client.get("/app.js", headers=PLAIN)
    for held in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = client.get("/app.js", headers={**PLAIN, "If-None-Match": held})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["vary"] == "Accept-Encoding"
        assert again.headers["cache-control"] == "no-cache"
    assert client.get("/app.js", headers={**PLAIN, "If-None-Match": '"other"'}).status_code == 200


def test_a_validator_of_a_coding_that_is_not_accepted_does_not_count(client: TestClient):
    zipped = client.get("/app.js", headers={"Accept-Encoding": "gzip"}).headers["etag"]
    assert client.get("/app.js", headers={**PLAIN, "If-None-Match": zipped}).status_code == 200


def test_head_has_the_headers_only(client: TestClient):
    answer = client.head("/app.js", headers=PLAIN)
    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["content-length"]) == len(SCRIPT)


def test_screens_get_the_page_and_missing_files_do_not(client: TestClient):
    for screen in ("/entries", "/entries/0190b6a4-7c1e-7d2a-9f00-3a5be2c41d77", "/sign-in"):
        answer = client.get(screen, headers=PAGE)
        assert answer.status_code == 200
        assert answer.text == FILES["index.html"]
        assert client.head(screen, headers=PAGE).status_code == 200
        assert client.get(screen, headers={"Accept": "application/json"}).status_code == 404
    for missing in ("/gone.js", "/lib/gone.css", "/entries/a.b"):
        answer = client.get(missing, headers=PAGE)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


def test_the_api_is_never_a_page(client: TestClient):
    for path in ("/api", "/api/nope", "/api/v1/nope", "/health/nope"):
        answer = client.get(path, headers=PAGE)
        assert answer.status_code == 404
        assert answer.json()["type"] == "/problems/not-found"
    assert client.get("/apiary", headers=PAGE).status_code == 200


def test_a_wrong_method_is_said_to_be_wrong(client: TestClient):
    assert client.post("/app.js").headers["allow"] == "GET, HEAD"
    assert client.post("/app.js").status_code == 405
    assert client.delete("/api/v1/things").status_code == 405, (
        "the front end doesn't swallow a route's own 405"
    )


@pytest.mark.parametrize(
    "path",
    ["/../outside.js", "/..%2foutside.js", "/%2e%2e/outside.js", "/lib/../../outside.js", "//outside.js", "/lib/%00.js",
     "/..\\outside.js", "/link.js", "/linked/outside.js", "/.secret.js", "/lib"],
)  # fmt: skip
def test_nothing_leads_out_of_the_folder(folder: Path, path: str):
    (folder / "link.js").symlink_to(folder.parent / "outside.js")
    (folder / "linked").symlink_to(folder.parent)
    _, client = serve(folder)
    answer = client.get(f"http://testserver{path}", headers={"Accept": "*/*"})
    assert answer.status_code == 404
    assert "outside" not in answer.text


def precached(client: TestClient) -> tuple[str, dict[str, str]]:
    answer = client.get("/precache.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    found = re.fullmatch(r'self\.PRECACHE=\{version:"([0-9a-f]{16})",files:(\[.*\])\};\n', answer.text)
    assert found
    return found[1], dict(json.loads(found[2]))


def test_the_precache_lists_all_that_the_app_needs_offline(client: TestClient):
    _, files = precached(client)
    expected = {path.replace(" ", "%20") for path in SERVED} - {"/sw.js", "/rescue.html"}
    assert set(files) == expected
    assert files["/app.js"] == hashlib.sha256(SCRIPT.encode()).hexdigest()[:10]
    for path in files:
        assert client.get(path).status_code == 200


def test_the_version_changes_with_any_listed_file_and_with_no_other(folder: Path, client: TestClient):
    before, _ = precached(client)
    (folder / "sw.js").write_text("other")
    assert precached(serve(folder)[1])[0] == before
    (folder / "lib/dom.mjs").write_text("other")
    assert precached(serve(folder)[1])[0] != before


def test_in_development_a_change_is_seen_at_the_next_request(folder: Path):
    _, client = serve(folder, development=True)
    version, _ = precached(client)
    (folder / "app.js").write_text("changed")
    (folder / "new.js").write_text("fresh")
    (folder / "robots.txt").unlink()
    assert client.get("/app.js").text == "changed"
    assert client.get("/new.js").text == "fresh"
    assert client.get("/robots.txt").status_code == 404
    assert precached(client)[0] != version
    os.utime(folder / "new.js", ns=(1, 1))
    assert client.get("/new.js").text == "fresh"


def test_modules_that_go_together_are_one_file_and_only_that_is_kept_for_offline(folder: Path):
    (folder / "bundles.json").write_text(
        '{"scripts": {"/main.js": []}, "doors": ["/lib/part.js"], "styles": {}}'
    )
    (folder / "main.js").write_text('import { answer } from "./lib/part.js";\nanswer();')
    (folder / "lib/part.js").write_text("// why\nexport const answer = () => 42;")
    _, client = serve(folder)
    assert "42" in client.get("/main.js").text
    assert client.get("/lib/part.js").text.endswith(' as answer}from"/main.js";\n')
    _, files = precached(client)
    assert "/main.js" in files
    assert not {"/lib/part.js", "/bundles.json"} & files.keys()
    assert client.get("/bundles.json").status_code == 404


def test_a_script_saved_half_written_does_not_take_the_app_away(folder: Path):
    _, client = serve(folder, development=True)
    (folder / "app.js").write_text("const a =")
    (folder / "new.js").write_text("fresh")
    assert client.get("/app.js").text == SCRIPT
    (folder / "app.js").write_text("const a=1")
    assert client.get("/app.js").text == "const a=1"
    assert client.get("/new.js").text == "fresh"
    (folder / "app.js").write_text("const a =")
    with pytest.raises(UnfitScriptError, match=r"/app\.js: this is not JavaScript"):
        FrontEnd(folder)


def test_the_control_outside_development_files_are_what_they_were_at_the_start(
    folder: Path, client: TestClient
):
    (folder / "app.js").write_text("changed")
    assert client.get("/app.js").text == SCRIPT


def test_a_folder_without_a_page_is_an_error_at_the_start(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"index\.html"):
        FrontEnd(tmp_path)

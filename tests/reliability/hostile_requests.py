"""Requests that nobody honest sends: ids, queries, headers and bodies, wrong in ways that servers trip over."""

import json
import random
from typing import Any
from urllib.parse import quote, unquote

# Texts that mean something to some parser, column or pattern on their way.
TEXTS = [
    "", " ", "\x00", "a\x00b", "%00", "../../etc/passwd", "..\\..",
    "' OR 1=1 --", '"', "\\", "%", "_", "*", "(",
    "{{7*7}}", "${jndi:ldap://x}", "<script>", "\r\nX: y", "\u202e",
    "\ufeff", "\ud7ff", "💩" * 50, "ß" * 300, "a" * 9000,
    "-1", "0", "1e400", "9223372036854775808", "-9223372036854775809",
    "0x10", "١٢٣", "NaN", "Infinity", "null",
    "true", "[]", "{}", "2026-13-45", "9999-12-31T23:59:60Z", "0000-00-00", "2026-11-20T10:00:00+99:99",
    "0199a0c4-7c1e-7d2a-9f00-3a5be2c41d77",
    "0199A0C4-7C1E-7D2A-9F00-3A5BE2C41D77", "00000000-0000-0000-0000-000000000000",
    "eyJhIjoxfQ", "AAAA", "====", "NEAR(", "a AND", "col:x", "sweden", "referral", "barrier",
]  # fmt: skip
VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 2**31, 2**53, 2**63, -(2**63) - 1, 10**40, 1.5, -0.0, 1e308,
    [], {}, [[]], [None], {"": None}, ["x"] * 500, {"a": {"b": {"c": {"d": {}}}}}, *TEXTS,
]  # fmt: skip
RAW_BODIES = [
    b"", b"{", b"}", b"null", b"[]", b'""',
    b"0", b"NaN", b'{"a":NaN}', b'{"a":1e999}', b'{"a":1,"a":2}', b"\xff\xfe",
    b'{"a":"\\ud800"}', b'{"a":"\xff"}', b"\xef\xbb\xbf{}",
    b"[" * 5000, b'{"a":' * 3000, b'"' + b"a" * 400_000 + b'"',
    b"a=1&b=2", b"--x\r\nContent-Disposition: form-data\r\n\r\n",
    b"\x1f\x8b\x08\x00", b"<?xml version='1.0'?><a/>",
]  # fmt: skip
TYPES = [
    b"application/json", b"application/json; charset=utf-8",
    b"application/json; charset=utf-16", b"text/plain", b"",
    b"application/problem+json", b"multipart/form-data", b"\xff", b"application/json;" + b"a" * 3000, b"*/*",
]  # fmt: skip
HEADERS = [
    b"accept", b"accept-encoding", b"accept-language", b"authorization",
    b"cookie", b"host", b"if-match", b"if-none-match",
    b"if-modified-since", b"origin", b"range",
    b"referer", b"sec-fetch-site", b"transfer-encoding", b"user-agent",
    b"x-forwarded-for", b"x-forwarded-proto", b"x-request-id",
    b"content-length", b"content-encoding", b"expect",
]  # fmt: skip
HEADER_VALUES = [
    b"", b"\xff\xfe", b"a" * 8000, b"0", b"-1",
    b"99999999999999999999", b"null", b"bytes=0-", b"bytes=9-1,,", b"gzip;q=9",
    b"*", b'W/"', b'"', b"Bearer",
    b"Bearer pn_", b"Bearer \xff", b"Basic Og==", b"__Host-pathnote=\xff; __Host-pathnote=x",
    b"cross-site", b"same-origin", b"https://evil.example", b"http://[", b"Thu, 99 Foo",
    b"chunked", b"identity", b"br, zstd",
]  # fmt: skip
QUERY_NAMES = [
    "limit",
    "cursor",
    "q",
    "from",
    "to",
    "by",
    "step",
    "format",
    "region",
    "barrier",
    "author",
    "kind",
    "unknown",
]


def request(
    pick: random.Random, method: str, path: str, operation: dict[str, Any], known: "Known"
) -> "Request":
    """One request to this route; mostly one or two of its parts are wrong, so that it gets far."""
    names = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
    wrong = pick.sample(("path", "query", "headers", "body"), k=pick.choice((1, 1, 2, 4)))
    headers = [(b"host", b"testserver"), (b"content-type", b"application/json")]
    if pick.random() < 0.8:
        headers.append((b"cookie", known.cookie))
    if "headers" in wrong:
        headers += [
            (pick.choice(HEADERS), pick.choice(HEADER_VALUES)) for _ in range(pick.choice((1, 2, 30)))
        ]
        headers[1] = (b"content-type", pick.choice(TYPES))
    return Request(
        method,
        filled(pick, path, known, is_wrong="path" in wrong),
        query(pick, names) if "query" in wrong else b"",
        headers,
        body(pick, operation, known, is_wrong="body" in wrong),
    )


class Request:
    """As a server hands it to an application."""

    def __init__(
        self, method: str, raw_path: str, query: bytes, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> None:
        self.body = body
        self.scope: dict[str, Any] = {
    "type": "http", "asgi": {"version": "3.0"},
    "http_version": "1.1", "method": method, "scheme": "https",
            "path": unquote(raw_path), "raw_path": raw_path.encode(), "root_path": "", "query_string": query,
            "headers": headers, "client": ("192.0.2.7", 4711), "server": ("testserver", 443), "state": {},
        }  # fmt: skip

    def __repr__(self) -> str:
        shown = {name: self.scope[name] for name in ("method", "raw_path", "query_string", "headers")}
        return f"{shown} {self.body[:300]!r}"[:2000]


class Known:
    """What is there to be named: ids by the name of the parameter, the description's schemas, a session."""

    def __init__(self, ids: dict[str, list[str]], schemas: dict[str, Any], cookie: bytes) -> None:
        self.ids, self.schemas, self.cookie = ids, schemas, cookie


def filled(pick: random.Random, path: str, known: Known, *, is_wrong: bool) -> str:
    parts = []
    for part in path.split("/"):
        if not part.startswith("{"):
            parts.append(part)
            continue
        there = known.ids.get(part.strip("{}"), [TEXTS[-11]])
        parts.append(quote(pick.choice(TEXTS if is_wrong else there), safe="", errors="replace")[:9000])
    if is_wrong and "{" not in path:
        parts.append(quote(pick.choice(TEXTS), safe="", errors="replace"))
    return "/".join(parts)


def query(pick: random.Random, names: list[str]) -> bytes:
    if pick.random() < 0.1:
        return pick.choice(
            (b"&" * 3000, b"=", b"%", b"%zz=%", b"\xff=\xfe", b"a=1&" * 2000, b";", b"limit[]=1")
        )
    chosen = [pick.choice([*names, *QUERY_NAMES]) for _ in range(pick.choice((1, 1, 2, 5)))]
    return "&".join(f"{name}={quote(pick.choice(TEXTS), errors='replace')}" for name in chosen).encode()


def body(pick: random.Random, operation: dict[str, Any], known: Known, *, is_wrong: bool) -> bytes:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if not content:
        return pick.choice(RAW_BODIES) if is_wrong and pick.random() < 0.3 else b""
    if is_wrong and pick.random() < 0.2:
        return pick.choice(RAW_BODIES)
    made = made_of(pick, content["schema"], known, share=0.25 if is_wrong else 0.0)
    return json.dumps(made).encode()


def made_of(pick: random.Random, schema: dict[str, Any], known: Known, share: float, depth: int = 0) -> Any:
    """Something like this schema, but for a share of wrong values, missing names and names of nothing."""
    if depth > 6 or pick.random() < share:
        return pick.choice(VALUES)
    if "$ref" in schema:
        return made_of(pick, known.schemas[schema["$ref"].rpartition("/")[2]], known, share, depth + 1)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return made_of(pick, pick.choice(schema[several]), known, share, depth + 1)
    if "enum" in schema or "const" in schema:
        return pick.choice(schema.get("enum") or [schema["const"]])
    if schema.get("examples") and pick.random() < 0.5:
        return pick.choice(schema["examples"])
    if schema.get("type") == "object" or "properties" in schema:
        made = {
            name: made_of(pick, one, known, share, depth + 1)
            for name, one in schema.get("properties", {}).items()
            if pick.random() > share / 2
        }
        return made | ({pick.choice(TEXTS): 1} if pick.random() < share else {})
    if schema.get("type") == "array":
        return [
            made_of(pick, schema.get("items", {}), known, share, depth + 1)
            for _ in range(pick.choice((0, 1, 2)))
        ]
    simple = {"integer": 1, "number": 1.5, "boolean": True, "null": None}
    kind = schema.get("type")
    if kind in simple:
        return simple[kind]
    return pick.choice(
        [
            *(one for some in known.ids.values() for one in some),
            "2026-11-20",
            "2026-11-20T10:00:00+01:00",
            *TEXTS[-3:],
            "Words.",
        ]
    )

"""The error tree. Commands raise these; only `handlers.py` knows that they become HTTP answers (RFC 9457).

Problem
  + BadRequest 400
    - MalformedJson
    - BadCursor
  + NotAuthenticated 401
  + NotAllowed 403
    - ForeignOrigin
  + NotFound 404
  + MethodNotAllowed 405
  + NotAcceptable 406
  + TooSlow 408
  + Conflict 409
    - EpochChanged
    - CursorAhead
  + PayloadTooLarge 413
  + UnsupportedMediaType 415
  + Invalid 422
  + UpgradeRequired 426
  + TooManyRequests 429
  + HeadTooLarge 431
  + Internal 500
  + Unavailable 503
  + StorageFull 507

A class says what kind of thing went wrong: `status`, `slug` (its type is `/problems/<slug>`, a page that shows
`title` and `advice`). An instance says what happened this time: `detail`, one sentence that a person can act on,
and members of its own. A feature may add a class of its own; its page appears by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field. `pointer` is a JSON pointer (RFC 6901) into the body, or, when `place` is
    `query`, `path`, `header` or `cookie`, into those parameters seen as one object."""

    pointer: str
    detail: str
    place: str = "body"

    def to_dict(self) -> dict[str, str]:
        shown = {"pointer": self.pointer, "detail": self.detail}
        return shown if self.place == "body" else shown | {"in": self.place}


def pointer(*steps: str | int) -> str:
    """The JSON pointer along `steps`: `pointer("ops", 0, "a/b")` is `/ops/0/a~1b`.

    A step is at most 64 characters: names in a body are a stranger's text, and an error need not repeat a novel.
    """
    return "".join("/" + str(step)[:64].replace("~", "~0").replace("/", "~1") for step in steps)


class Problem(Exception):  # noqa: N818 - the name of the thing in RFC 9457
    """Anything that a caller has to be told. Raise a subclass."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "problem"
    title: ClassVar[str] = "Something went wrong"
    advice: ClassVar[str] = "Try again. If it stays, tell whoever runs this server the request id."

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        self.detail = detail or f"{self.title}. {self.advice}"
        self.errors = tuple(errors)
        self.headers: dict[str, str] = dict(headers or {})
        self.members: dict[str, Any] = dict(members or {})
        super().__init__(self.detail)

    @classmethod
    def uri(cls) -> str:
        """The `type` of RFC 9457: the path of the page that explains this kind."""
        return f"/problems/{cls.slug}"

    def to_dict(self, request_id: str | None = None) -> dict[str, Any]:
        """The body of the answer, or the `problem` of one result within an answer."""
        shown: dict[str, Any] = {
            "type": self.uri(),
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if request_id is not None:
            shown["request_id"] = request_id
        if self.errors:
            shown["errors"] = [error.to_dict() for error in self.errors]
        # A member may never pass for one of the standard ones.
        return shown | {name: value for name, value in self.members.items() if name not in shown}


class BadRequest(Problem):
    status = 400
    slug = "bad-request"
    title = "The request can't be understood"
    advice = "Correct the request; the same one will fail again."


class MalformedJson(BadRequest):
    slug = "malformed-json"
    title = "The body isn't acceptable JSON"
    advice = (
        "Send RFC 8259 JSON in UTF-8: no NaN or Infinity, no name twice in one object, no number outside "
        "64 bits, no half of a surrogate pair, at most 16 levels deep."
    )


class BadCursor(BadRequest):
    slug = "bad-cursor"
    title = "The cursor isn't one of ours"
    advice = (
        "Use a cursor exactly as the last answer gave it, with the same call, or leave it out to begin again."
    )


class NotAuthenticated(Problem):
    status = 401
    slug = "not-authenticated"
    title = "You are not signed in"
    advice = "Sign in, or send a valid API token, and try again. Nothing unsent is lost."

    def __init__(
        self,
        detail: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        # RFC 9110 wants a challenge with every 401. Browsers show no dialog for this one.
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer", **(headers or {})}, members=members)


class NotAllowed(Problem):
    status = 403
    slug = "not-allowed"
    title = "You may not do this"
    advice = "Your role doesn't allow it. Ask an admin if it should."


class ForeignOrigin(NotAllowed):
    slug = "foreign-origin"
    title = "This came from another site"
    advice = "Changes are taken only from this service's own pages and from programs outside a browser."


class NotFound(Problem):
    status = 404
    slug = "not-found"
    title = "There is nothing here"
    advice = "Check the address. What you may not see looks the same as what doesn't exist."


class MethodNotAllowed(Problem):
    status = 405
    slug = "method-not-allowed"
    title = "This address doesn't take that method"
    advice = "The Allow header of the answer lists the methods it takes."

    def __init__(self, detail: str | None = None, *, allow: str = "") -> None:
        super().__init__(detail, headers={"Allow": allow})


class NotAcceptable(Problem):
    status = 406
    slug = "not-acceptable"
    title = "None of the formats you accept is on offer"
    advice = "Ask for one of the formats in the documentation of this address."


class TooSlow(Problem):
    status = 408
    slug = "too-slow"
    title = "The request arrived too slowly"
    advice = "Try again on a better connection, or send less at once."


class Conflict(Problem):
    status = 409
    slug = "conflict"
    title = "This collides with what is stored"
    advice = "Load the present state, then decide again."


class EpochChanged(Conflict):
    slug = "epoch-changed"
    title = "The server was restored from a backup"
    advice = "Ask which of your recent changes it still knows, send the others again, then read from the beginning."

    def __init__(self, detail: str | None = None, *, epoch: str) -> None:
        super().__init__(detail, members={"epoch": epoch})


class CursorAhead(Conflict):
    slug = "cursor-ahead"
    title = "The cursor is ahead of the server"
    advice = "Ask which of your recent changes it still knows, send the others again, then read from the beginning."

    def __init__(self, detail: str | None = None, *, epoch: str, head: int) -> None:
        super().__init__(detail, members={"epoch": epoch, "head": head})


class PayloadTooLarge(Problem):
    status = 413
    slug = "payload-too-large"
    title = "The body is too large"
    advice = "Send less at once, for example half of the batch."

    def __init__(self, detail: str | None = None, *, limit: int | None = None) -> None:
        super().__init__(detail, members={} if limit is None else {"limit": limit})


class UnsupportedMediaType(Problem):
    status = 415
    slug = "unsupported-media-type"
    title = "The body isn't of a type this address takes"
    advice = "Send JSON with the header Content-Type: application/json."


class Invalid(Problem):
    status = 422
    slug = "invalid"
    title = "Some of the content isn't acceptable"
    advice = "Each item of `errors` points at a field and says what it needs. Nothing was changed."

    def __init__(self, detail: str | None = None, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(detail or _summary(errors), errors=errors)


class UpgradeRequired(Problem):
    status = 426
    slug = "upgrade-required"
    title = "This version of the app is too old for that"
    advice = (
        "Close the app and open it again while online to get the new version. Unsent work is kept and sent."
    )

    def __init__(self, detail: str | None = None, *, protocol: int) -> None:
        # RFC 9110 wants the Upgrade header with every 426; the protocol is ours, not HTTP's.
        upgrade = {"Upgrade": f"sync/{protocol}", "Connection": "Upgrade"}
        super().__init__(detail, headers=upgrade, members={"protocol": protocol})


class TooManyRequests(Problem):
    status = 429
    slug = "too-many-requests"
    title = "Too many tries"
    advice = "Wait as long as the Retry-After header of the answer says."

    def __init__(self, detail: str | None = None, *, retry_after: int) -> None:
        super().__init__(detail, headers={"Retry-After": str(max(1, retry_after))})


class HeadTooLarge(Problem):
    status = 431
    slug = "head-too-large"
    title = "The headers are too large"
    advice = "Send fewer or shorter headers; deleting this site's cookies may help."


class Internal(Problem):
    slug = "internal"
    title = "Something went wrong on the server"
    advice = "It was logged. Try again later; if it stays, tell whoever runs this server the request id."


class Unavailable(Problem):
    status = 503
    slug = "unavailable"
    title = "The server can't do this right now"
    advice = "Wait as long as the Retry-After header of the answer says, then try again."

    def __init__(self, detail: str | None = None, *, retry_after: int = 5) -> None:
        super().__init__(detail, headers={"Retry-After": str(max(1, retry_after))})


class StorageFull(Problem):
    status = 507
    slug = "storage-full"
    title = "The server's disk is full"
    advice = "Nothing was changed. Keep the work on the device: it can be sent once the disk has room again."

    def __init__(self, detail: str | None = None, *, retry_after: int = 60) -> None:
        super().__init__(detail, headers={"Retry-After": str(max(1, retry_after))})


def kinds(root: type[Problem] = Problem) -> Iterator[type[Problem]]:
    """Every kind of problem, the root first, each before its own kinds."""
    yield root
    for child in sorted(root.__subclasses__(), key=lambda kind: (kind.status, kind.slug)):
        yield from kinds(child)


def _summary(errors: Sequence[FieldError]) -> str | None:
    if not errors:
        return None
    if len(errors) == 1:
        name = errors[0].pointer.rsplit("/", 1)[-1] or "body"
        return f"{name}: {errors[0].detail}"
    return f"{len(errors)} fields need attention. Nothing was changed."

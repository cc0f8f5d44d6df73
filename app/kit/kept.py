"""What takes a second to make from the front end's sources, kept beside the data from one start to the next.

A file is named by all that goes into it, the code that makes it included, so it is never out of date; one that can't
be read is made anew, and one that can't be written costs nothing but the second.
"""

import hashlib
import logging
import os
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

log = logging.getLogger(__name__)

MAKERS = ("scripts", "scopes", "names", "modules", "joined", "bundles", "styles")
PACKAGES = ("tree-sitter", "tree-sitter-javascript", "brotli")


@dataclass(frozen=True)
class Made:
    """The files as they leave here, what stands in them by its own address, and the brotli bodies of both."""

    files: dict[str, bytes]
    doors: dict[str, bytes]
    brotli: dict[str, bytes] = field(default_factory=dict)


class Kept:
    """One file in `folder`, which belongs to this service alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, key: str) -> Made | None:
        """What was made under this key, if it is there and whole."""
        parts: dict[str, dict[str, bytes]] = {"files": {}, "doors": {}, "brotli": {}}
        try:
            with zipfile.ZipFile(self._file(key)) as archive:
                for name in archive.namelist():
                    part, _, path = name.partition("/")
                    parts[part][f"/{path}"] = archive.read(name)
        except FileNotFoundError:
            return None
        except (OSError, KeyError, zipfile.BadZipFile, zlib.error) as error:
            log.warning("what was kept of the front end can't be read and is made anew: %s", error)
            return None
        return Made(**parts)

    def write(self, key: str, made: Made) -> None:
        """Keep it, and let go of what was kept under other keys."""
        file = self._file(key)
        unfinished = file.with_suffix(f".{os.getpid()}")
        try:
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                for part in ("files", "doors", "brotli"):
                    for path, content in getattr(made, part).items():
                        archive.writestr(part + path, content)
            unfinished.replace(file)
            for other in self.folder.glob("front-end-*.zip"):
                if other != file:
                    other.unlink(missing_ok=True)
        except OSError as error:
            log.warning("what was made of the front end can't be kept: %s", error)
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"front-end-{key}.zip"


def key_of(sources: Mapping[str, bytes]) -> str:
    """Another one for any other source, and for any other way of making something of it."""
    whole = hashlib.sha256()
    makers = {f"{name}.py": Path(__file__).with_name(f"{name}.py").read_bytes() for name in MAKERS}
    packages = {name: version(name).encode() for name in PACKAGES}
    for part in (sources, makers, packages):
        for name, content in sorted(part.items()):
            whole.update(f"{name} {len(content)}\n".encode() + content)
    return whole.hexdigest()[:32]

"""The peers' own environments, in `.tools`, made from their locks when a peer is asked for."""

import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from app.config import PROJECT

TOOLS, HERE = PROJECT / ".tools", Path(__file__).parent
PYTHON, NODE = TOOLS / "peers", TOOLS / "peers-js"
PYTHON_LOCK, NODE_FILES = (
    HERE / "peers.lock",
    (HERE / "js" / "package.json", HERE / "js" / "package-lock.json"),
)
PATIENCE = 600


class NotHereError(Exception):
    """A peer can't be had on this machine. Says why."""


@cache
def commands() -> Path:
    """The folder of the commands of those in Python."""

    def make() -> None:
        uv = Path(sys.executable).with_name("uv")
        _run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, PYTHON)
        _run(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, PYTHON_LOCK)

    _made(PYTHON, (PYTHON_LOCK,), make)
    return PYTHON / "bin"


@cache
def node_commands() -> Path:
    """The folder of the commands of those for Node."""

    def make() -> None:
        NODE.mkdir(parents=True, exist_ok=True)
        for file in NODE_FILES:
            shutil.copy(file, NODE)
        # Not `npm ci`, for what .ci/node says.
        _run("npm", "install", "--prefix", NODE, "--no-save", "--no-audit", "--no-fund", "--loglevel=error")

    _made(NODE, NODE_FILES, make)
    return NODE / "node_modules" / ".bin"


def version(product: str) -> str:
    """The name of a product in Python with the version that the lock has."""
    lines = PYTHON_LOCK.read_text().splitlines()
    pinned = next(line.split()[0] for line in lines if line.startswith(f"{product}=="))
    return pinned.replace("==", " ").capitalize()


def node_version(product: str) -> str:
    """The same of one for Node."""
    wanted = json.loads(NODE_FILES[0].read_text())["dependencies"]
    return f"{product} {wanted[product]}"


def _made(folder: Path, files: tuple[Path, ...], make: Callable[[], None]) -> None:
    """Make the folder when it was not made from these files."""
    mark, wanted = folder / "made-from", str(zlib.crc32(b"".join(file.read_bytes() for file in files)))
    if mark.exists() and mark.read_text() == wanted:
        return
    mark.unlink(missing_ok=True)
    make()
    mark.write_text(wanted)


def _run(*command: str | Path) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().splitlines() or ["nothing was said"]
        raise NotHereError(f"could not be installed: {said[-1].strip()[:120]}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotHereError(f"could not be installed: {type(error).__name__}") from error

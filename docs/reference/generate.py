"""Writes the reference of the recommender from its docstrings: `python docs/reference/generate.py [--verify]`.

The source is read and never imported, so PyTorch and pyspark need not be there, and types stand as they were written.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
LIBRARY = HERE.parents[1] / "modiste" / "recommender"
PACKAGE = "modiste.recommender"
NOTE = "<!-- Written by `make docs` from the docstrings: change those. -->"
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Page(NamedTuple):
    """One page: what it is called, whom it helps, and the modules on it."""

    title: str
    purpose: str
    modules: tuple[str, ...]


PAGES = {
    "data": Page(
        "Data",
        "reading a log, splitting it, describing items",
        ("interactions", "splits", "protocols", "features", "facts"),
    ),
    "models": Page(
        "Models",
        "what learns",
        ("base", "als", "ease", "neighbours", "graph_filter", "popularity", "content", "hybrid", "blend"),
    ),
    "outfits": Page("Outfits", "do these garments go together", ("pieces", "compatibility")),
    "networks": Page("Networks", "what learns with PyTorch", ("neural.sasrec", "neural.two_tower")),
    "training": Page(
        "Training", "making, tuning, watching and resuming", ("making", "registry", "tune", "progress", "checkpoints")
    ),
    "evaluation": Page(
        "Evaluation",
        "how good it is, and is it chance",
        (
            "evaluate",
            "comparison",
            "measurement",
            "metrics",
            "bootstrap",
            "reliability",
            "report.page",
            "report.terminal",
            "report.markdown",
        ),
    ),
    "serving": Page(
        "Serving",
        "saving, searching, ranking, explaining, exploring",
        ("artifacts", "search", "ranking", "explanations", "exploration"),
    ),
    "spark": Page("Spark", "the same mathematics beyond one machine", ("spark.als", "spark.session")),
    "contract": Page("Contract", "what a new model must keep, and what goes wrong", ("testing", "errors", "arrays")),
}
INSIDE = {  # public names that people do not use themselves
    "neural.als_torch": "behind `fit(device=…)`",
    "report.charts": "drawings of the report",
    "report.scales": "drawings of the report",
    "report.tables": "tables of the report",
    "spark.daemon": "started by Spark",
}


class Entry(NamedTuple):
    """A public class, function or other name of a module, as it stands in the source."""

    module: str
    name: str
    node: ast.ClassDef | Function | ast.Assign


@cache
def tree_of(module: str) -> ast.Module:
    """The parsed source of a module of the library."""
    return ast.parse((LIBRARY / f"{module.replace('.', '/')}.py").read_text())


def entries_of(module: str) -> Iterator[Entry]:
    """What a module itself makes public, in the order of the file."""
    for node in tree_of(module).body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield Entry(module, node.name, node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            yield from (Entry(module, at.id, node) for at in node.targets if isinstance(at, ast.Name))


def methods_of(node: ast.ClassDef, module: str) -> Iterator[tuple[Function, str]]:
    """The public methods of a class and of its private bases, which people do not look up, with their modules."""
    own = [entry for entry in node.body if isinstance(entry, Function) and not entry.name.startswith("_")]
    yield from ((entry, module) for entry in own)
    known = {entry.name for entry in own}
    for base, place in private_bases(node, module):
        for method, home in methods_of(base, place):
            if method.name not in known and not any(_is("abstractmethod", one) for one in method.decorator_list):
                known.add(method.name)
                yield method, home


def private_bases(node: ast.ClassDef, module: str) -> Iterator[tuple[ast.ClassDef, str]]:
    """The bases that lie in modules whose names begin with an underscore."""
    wanted = {base.id for base in node.bases if isinstance(base, ast.Name)}
    for line in tree_of(module).body:
        if isinstance(line, ast.ImportFrom) and (line.module or "").startswith(PACKAGE):
            home = (line.module or "").removeprefix(PACKAGE + ".")
            if home.rpartition(".")[2].startswith("_") and wanted & {name.name for name in line.names}:
                for entry in tree_of(home).body:
                    if isinstance(entry, ast.ClassDef) and entry.name in wanted:
                        yield entry, home


def signature_of(node: ast.ClassDef | Function) -> str:
    """What one writes to call it, with types and defaults as in the source."""
    if isinstance(node, ast.ClassDef):
        makers = [entry for entry in node.body if isinstance(entry, Function) and entry.name == "__init__"]
        parts = _arguments(makers[0]) if makers else _fields(node)
        return _folded(f"class {node.name}", parts, "")
    kinds = {ast.unparse(entry) for entry in node.decorator_list}
    if "property" in kinds:
        return f"{node.name}: {ast.unparse(node.returns) if node.returns else 'Any'}"
    before = "@classmethod\n" if "classmethod" in kinds else ""
    tail = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return before + _folded(f"def {node.name}", _arguments(node), tail)


def _arguments(node: Function) -> list[str]:
    found, given = [], node.args
    plain = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(plain) - len(given.defaults)) + list(given.defaults)
    for argument, default in zip(plain, defaults, strict=True):
        if argument.arg not in ("self", "cls"):
            found.append(_argument(argument, default))
    if given.vararg:
        found.append("*" + _argument(given.vararg, None))
    elif given.kwonlyargs:
        found.append("*")
    found += [_argument(argument, value) for argument, value in zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    return found


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    kind = f": {ast.unparse(argument.annotation).strip(chr(39))}" if argument.annotation else ""
    return f"{argument.arg}{kind}" + (f" = {ast.unparse(default)}" if default is not None else "")


def _fields(node: ast.ClassDef) -> list[str]:
    """The fields of a data class or named tuple."""
    fields = [entry for entry in node.body if isinstance(entry, ast.AnnAssign) and isinstance(entry.target, ast.Name)]
    is_made_of_them = any("dataclass" in ast.unparse(entry) for entry in node.decorator_list) or any(
        _is("NamedTuple", base) for base in node.bases
    )
    return [ast.unparse(field) for field in fields if is_made_of_them and not ast.unparse(field).startswith("_")]


def _folded(head: str, parts: list[str], tail: str) -> str:
    line = f"{head}({', '.join(parts)}){tail}"
    if len(line) <= 100:
        return line
    return head + "(\n" + "".join(f"    {part},\n" for part in parts) + ")" + tail


def _is(name: str, node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def as_markdown(text: str) -> str:
    """A NumPy-style docstring as Markdown: headings in bold, entries as lists, examples as code."""
    lines = re.sub(r"^(.+)\n-{3,}$", r"**\1**\n", text, flags=re.M).splitlines()
    found: list[str] = []
    section, is_example = "", False
    for line in lines:
        if heading := re.fullmatch(r"\*\*(Parameters|Returns|Raises|Attributes|Examples)\*\*", line):
            section = heading[1]
        begins, goes_on = line.startswith(">>>"), is_example and bool(line.strip())
        if begins and not is_example:
            found.append("```python")
        if is_example and not begins and not goes_on:
            found.append("```")
        is_example = begins or goes_on
        if section in ("", "Examples") or is_example or not line.strip() or line.startswith("**"):
            found.append(line)
        elif line.startswith("    "):
            found.append("  " + line.strip())
        else:
            found.append("- " + re.sub(r"^([\w, *]+?)(?= : |$)", r"`\1`", line))
    return "\n".join([*found, *(["```"] if is_example else [])])


def page_of(name: str) -> str:
    """The text of one page."""
    page = PAGES[name]
    parts = [f"# {page.title}: {page.purpose}\n{NOTE}"]
    for module in page.modules:
        parts.append(f"## {PACKAGE}.{module}\n\n{ast.get_docstring(tree_of(module)) or ''}")
        parts += [_described(entry, title_of(entry, page)) for entry in entries_of(module)]
    return "\n\n".join(parts) + "\n"


def title_of(entry: Entry, page: Page) -> str:
    """The heading of an entry: its name, behind its module's where the page has the name twice."""
    names = Counter(other.name for module in page.modules for other in entries_of(module))
    return entry.name if names[entry.name] == 1 else f"{entry.module}.{entry.name}"


def _described(entry: Entry, title: str) -> str:
    node = entry.node
    if isinstance(node, ast.Assign):
        return f"### {title}\n\nAnother name of `{ast.unparse(node.value)}`."
    text = as_markdown(ast.get_docstring(node) or "")
    parts = [f"### {title}\n\n```python\n{signature_of(node)}\n```\n\n{text}"]
    if isinstance(node, ast.ClassDef):
        parts += [_method(method, title, home) for method, home in methods_of(node, entry.module)]
    return "\n\n".join(parts)


def _method(node: Function, title: str, module: str) -> str:
    text = as_markdown(ast.get_docstring(node) or "")
    shared = {
        method.name
        for entry in entries_of("base")
        if isinstance(entry.node, ast.ClassDef)
        for method, _ in methods_of(entry.node, "base")
    }
    has_own = "**Parameters**" in text or not _arguments(node) or node.name not in shared or module == "base"
    note = (
        ""
        if has_own
        else f"\n\nParameters: see [Recommender.{node.name}](models.md#{slug(f'Recommender.{node.name}')})."
    )
    return f"#### {title}.{node.name}\n\n```python\n{signature_of(node)}\n```\n\n{text}{note}"


def slug(heading: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def index() -> str:
    """The first page: every name with its sentence."""
    parts = ["# Reference of the recommender\n" + NOTE]
    parts.append("New here? Begin with [the tutorial](../tutorials/recommender.md).")
    for name, page in PAGES.items():
        rows = [f"## [{page.title}]({name}.md): {page.purpose}\n\n| name | module | |\n|---|---|---|"]
        for module in page.modules:
            for entry in entries_of(module):
                rows.append(
                    f"| [{entry.name}]({name}.md#{slug(title_of(entry, page))}) | `{module}` | {_first(entry)} |"
                )
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _first(entry: Entry) -> str:
    if isinstance(entry.node, ast.Assign):
        return f"Another name of `{ast.unparse(entry.node.value)}`."
    words = " ".join((ast.get_docstring(entry.node) or "").partition("\n\n")[0].split())
    return words.replace("|", "\\|")


def pages() -> dict[Path, str]:
    """All pages with their texts."""
    return {HERE / "README.md": index()} | {HERE / f"{name}.md": page_of(name) for name in PAGES}


def outdated() -> list[str]:
    """The pages that are not what the docstrings would give today."""
    wanted = pages()
    changed = [page.name for page, text in wanted.items() if not page.is_file() or page.read_text() != text]
    return changed + sorted(page.name for page in HERE.glob("*.md") if page not in wanted)


if __name__ == "__main__":
    if sys.argv[1:] == ["--verify"]:
        sys.exit(f"Not what the docstrings say: {', '.join(outdated())}. Run `make docs`." if outdated() else 0)
    for file, content in pages().items():
        file.write_text(content)

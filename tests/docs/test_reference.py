"""The reference is what the docstrings say today, holds all that people use, and each docstring says what it must."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from types import ModuleType
from typing import NamedTuple

import pytest

from tests.conftest import REPOSITORY

LIBRARY = REPOSITORY / "modiste" / "recommender"
SELF_EVIDENT = {"random_state"}  # the seed, everywhere


def loaded() -> ModuleType:
    file = REPOSITORY / "docs" / "reference" / "generate.py"
    spec = importlib.util.spec_from_file_location("generate_reference", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = loaded()
MODULES = [module for page in reference.PAGES.values() for module in page.modules]


def test_the_pages_are_what_the_docstrings_say() -> None:
    assert reference.outdated() == [], "run `make docs` and commit the pages"


def test_a_page_that_was_not_written_anew_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = reference.pages()
    page = reference.HERE / "data.md"
    monkeypatch.setattr(reference, "pages", lambda: wanted | {page: wanted[page] + "One more word."})
    assert reference.outdated() == ["data.md"]


def test_every_public_module_is_on_one_page() -> None:
    files = [file.relative_to(LIBRARY).with_suffix("") for file in LIBRARY.rglob("*.py")]
    public = {".".join(file.parts) for file in files if not any(part.startswith("_") for part in file.parts)}
    assert public == {*MODULES, *reference.INSIDE}
    assert len(MODULES) == len(set(MODULES))


def test_links_within_the_reference_lead_to_headings() -> None:
    pages = {page.name: text for page, text in reference.pages().items()}
    anchors = {
        f"{name}#{reference.slug(heading)}"
        for name, text in pages.items()
        for heading in re.findall(r"^#+ (.+)$", text, flags=re.M)
    }
    links = {link for text in pages.values() for link in re.findall(r"\]\((\w+\.md#[^)]+)\)", text)}
    assert links and links - anchors == set()


class Spoken(NamedTuple):
    """A public function or method, and what is said of it: by itself, its class and its module."""

    name: str
    node: ast.FunctionDef | ast.AsyncFunctionDef
    text: str
    promised: str  # what `Recommender` says of the method that this one overrides

    def parameters(self) -> list[str]:
        given = self.node.args
        names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        return [name for name in names if name not in ("self", "cls")]

    def raises(self) -> set[str]:
        """The errors that it raises itself."""
        found = [line.exc for line in ast.walk(self.node) if isinstance(line, ast.Raise) and line.exc is not None]
        kinds = [error.func if isinstance(error, ast.Call) else error for error in found]
        return {kind.id for kind in kinds if isinstance(kind, ast.Name) and kind.id[0].isupper()}


def functions() -> Iterator[Spoken]:
    base = next(entry.node for entry in reference.entries_of("base") if entry.name == "Recommender")
    promised = {method.name: ast.get_docstring(method) or "" for method, _ in reference.methods_of(base, "base")}
    for module in MODULES:
        about = ast.get_docstring(reference.tree_of(module)) or ""
        for entry in reference.entries_of(module):
            if isinstance(entry.node, ast.ClassDef):
                for method, _ in reference.methods_of(entry.node, module):
                    text = f"{ast.get_docstring(method)}\n{ast.get_docstring(entry.node)}\n{about}"
                    yield Spoken(f"{module}.{entry.name}.{method.name}", method, text, promised.get(method.name, ""))
            elif not isinstance(entry.node, ast.Assign):
                yield Spoken(f"{module}.{entry.name}", entry.node, f"{ast.get_docstring(entry.node)}\n{about}", "")


def test_every_public_thing_has_a_docstring() -> None:
    nodes = [entry.node for module in MODULES for entry in reference.entries_of(module)]
    bare = [node.name for node in nodes if not isinstance(node, ast.Assign) and not ast.get_docstring(node)]
    assert bare + [each.name for each in functions() if not ast.get_docstring(each.node)] == []


def test_every_docstring_speaks_of_each_parameter() -> None:
    """Of one parameter the sentence itself speaks; of several each is named."""
    silent = [
        f"{each.name}: {name}"
        for each in functions()
        for name in each.parameters()
        if len(each.parameters()) > 1
        and name not in SELF_EVIDENT
        and not re.search(rf"\b{name}\b", each.text + each.promised)
    ]
    assert silent == []


def test_every_docstring_names_the_errors_that_its_function_raises() -> None:
    found = [(each, error) for each in functions() for error in sorted(each.raises())]
    assert len(found) > 30
    assert [f"{each.name}: {error}" for each, error in found if error not in each.text + each.promised] == []

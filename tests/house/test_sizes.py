"""Budgets: a file, a function and a web file stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import REPOSITORY

FILE_LINES, FUNCTION_LINES, PARAMETERS, WEB_LINES = 300, 40, 7, 250
EXCEPTIONS: dict[str, str] = {  # path or path:function → why
    "modiste/recommender/als.py:__init__": "a model's settings are its constructor's parameters, as in scikit-learn",
    "modiste/recommender/_factors.py:fit": "how a training runs is told as keywords, each with a good default",
    "modiste/recommender/neural/sasrec.py:__init__": "a model's settings are its parameters, as in scikit-learn",
}


def python_files() -> Iterator[Path]:
    yield from sorted((REPOSITORY / "modiste").rglob("*.py"))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name_of(file: Path) -> str:
    return file.relative_to(REPOSITORY).as_posix()


def test_python_files_are_short() -> None:
    long = {name_of(f): n for f in python_files() if (n := len(f.read_text().splitlines())) > FILE_LINES}
    assert {name: n for name, n in long.items() if name not in EXCEPTIONS} == {}


def test_functions_are_short() -> None:
    long = {
        f"{name_of(file)}:{node.name}": lines
        for file in python_files()
        for node in functions(file)
        if (lines := _body_lines(node)) > FUNCTION_LINES
    }
    assert {name: n for name, n in long.items() if name not in EXCEPTIONS} == {}


def test_functions_take_few_parameters() -> None:
    many = {
        f"{name_of(file)}:{node.name}": count
        for file in python_files()
        for node in functions(file)
        if (count := _parameters(node)) > PARAMETERS
    }
    assert {name: n for name, n in many.items() if name not in EXCEPTIONS} == {}


def test_web_files_are_short() -> None:
    files = [f for end in ("ts", "tsx", "css") for f in (REPOSITORY / "web" / "src").rglob(f"*.{end}")]
    long = {
        name_of(f): n
        for f in files
        if "api" not in f.relative_to(REPOSITORY / "web" / "src").parts[:1]
        if (n := len(f.read_text().splitlines())) > WEB_LINES
    }
    assert {name: n for name, n in long.items() if name not in EXCEPTIONS} == {}


def test_every_file_and_folder_opens_with_a_sentence() -> None:
    silent = [name_of(f) for f in python_files() if not ast.get_docstring(ast.parse(f.read_text()))]
    assert silent == []


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code from the signature on; the docstring is for the reader and does not count."""
    total = (node.end_lineno or 0) - node.lineno + 1
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return total - ((first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0)


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Parameters of a call; `self` and what FastAPI fills in by itself (Depends, Query) do not count."""
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([a for a in given if a.arg not in {"self", "cls"}])

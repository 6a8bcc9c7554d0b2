"""What the documents tell people to type exists."""

import re

import click

from modiste.cli import main
from tests.conftest import REPOSITORY

PAGES = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")]


def code_in(text: str) -> str:
    """The text between backticks: in lines of their own or within a line."""
    found = re.findall(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", text, flags=re.S)
    return "\n".join(block or inline for block, inline in found)


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), flags=re.M))
    named = {word for page in PAGES for word in re.findall(r"\bmake ([a-z-]+)", code_in(page.read_text()))}
    assert named - targets == set()
    assert {"demo", "test"} <= named


def test_every_command_that_is_named_exists() -> None:
    known = set(main.commands)
    context = click.Context(main)
    group = main.get_command(context, "import")
    assert isinstance(group, click.Group)
    named = {word for page in PAGES for word in re.findall(r"^modiste ([a-z]+)", code_in(page.read_text()), re.M)}
    assert named - known == set()
    assert {"items", "interactions"} == set(group.commands)


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(REPOSITORY)} → {link}"
        for page in PAGES
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text())
        if not (page.parent / link).exists()
    ]
    assert broken == []

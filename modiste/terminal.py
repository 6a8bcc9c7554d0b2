"""What the commands share: this run's settings, a database at the present schema, and progress on the error stream."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from modiste.shop.kit.db import Database
    from modiste.shop.kit.settings import Settings

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
DATA_DIR = click.option("--data-dir", type=FOLDER, help="Where everything is kept (MODISTE_DATA_DIR).")


def settings_for(data_dir: Path | None, **more: Any) -> "Settings":
    """The settings of this run; what the command line says goes to child processes through the environment."""
    from pydantic import ValidationError

    from modiste.shop.kit.log import configure
    from modiste.shop.kit.settings import Settings

    # BLAS reads this when NumPy is first imported. Its own threads spin beside those of the requests: with four clients
    # a deck took three times the CPU.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given = {"data_dir": data_dir.resolve() if data_dir else None} | more
    os.environ.update({f"MODISTE_{name.upper()}": str(value) for name, value in given.items() if value is not None})
    try:
        settings = Settings()
    except ValidationError as error:
        faults = "; ".join(str(entry["msg"]).removeprefix("Value error, ") for entry in error.errors())
        raise click.ClickException(faults) from error
    configure(settings)
    return settings


def service_settings(data_dir: Path | None) -> "Settings":
    """The settings of a process that serves or works: what would fail at the first payment refuses to start."""
    from modiste.shop.kit.settings import UnsafeSettings
    from modiste.shop.payments.opening import check_providers

    settings = settings_for(data_dir)
    try:
        check_providers()
    except UnsafeSettings as error:
        raise click.ClickException(str(error)) from error
    return settings


@contextmanager
def migrated(data_dir: Path | None, statement_timeout_ms: int = 600_000) -> Iterator["Database"]:
    """The database of these settings at the present schema, for a command that may take its time."""
    from modiste.shop.kit.db import Database
    from modiste.shop.kit.migrations import migrate as bring

    settings = settings_for(data_dir)
    database = Database(settings.resolved_database_url, statement_timeout_ms=statement_timeout_ms)
    bring(database, settings.data_dir)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def progress_shown(console: "Console | None" = None) -> Iterator[Callable[[float, str], None]]:
    """Yield what is to be told (share done, what comes next): a bar with the time left, on the error stream.

    Where that is no terminal, as in a log file, each is a plain line instead.
    """
    from rich import console as rich_console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = console or rich_console.Console(stderr=True)
    if not console.is_terminal:
        out = console.file
        yield lambda share, note: click.echo(f"{share:4.0%}  {note}", file=out)
        return
    # The bar comes first: it keeps its place while what is said behind it grows and shrinks.
    columns = BarColumn(24), TaskProgressColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False)
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("beginning", total=1.0)
        yield lambda share, note: bar.update(task, completed=share, description=note)

"""A bar in the terminal for a training: one more receiver of `on_iteration`, so models know nothing of terminals."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from modiste.recommender.base import Recommender

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def progress_bar(
    iterations: int, *, model: Recommender | None = None, console: "Console | None" = None
) -> Iterator[Callable[[int, float], None]]:
    """Show a bar as long as the context lasts and yield what `fit(on_iteration=…)` is to call.

    Where the console is no terminal, as in a log file, each iteration is a plain line instead.

    Parameters
    ----------
    iterations : int
        How many there will be at most: the model's `iterations` or `epochs`.
    model : Recommender, optional
        The one that learns: its NDCG on held-out likes (`validation_`) is shown where it is measured.
    console : Console, optional
        Where to write; the error stream when absent, so that what a program prints stays clean.

    Examples
    --------
    >>> from rich.console import Console
    >>> with progress_bar(3, console=Console(quiet=True)) as told:
    ...     for iteration in (1, 2, 3):
    ...         told(iteration, 10.0 / iteration)
    """
    # A service that only describes its trainings loads no rich.
    from rich import console as rich_console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = console or rich_console.Console(stderr=True)
    if not console.is_terminal:
        yield lambda iteration, loss: console.print(
            f"iteration {iteration} of {iterations}, {describe(loss, model)}", highlight=False, soft_wrap=True
        )
        return
    columns = TextColumn("learning"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[figures]}")
    with Progress(*columns, TimeRemainingColumn(), console=console) as progress:
        task = progress.add_task("learning", total=iterations, figures="")

        def told(iteration: int, loss: float) -> None:
            progress.update(task, completed=iteration, figures=describe(loss, model))

        yield told


def describe(loss: float, model: Recommender | None = None) -> str:
    """Return where a training stands, in words: its loss and, where the model measures it, NDCG on held-out likes.

    Examples
    --------
    >>> describe(1234.5678)
    'loss 1234.57'
    """
    measured: list[float] = getattr(model, "validation_", [])
    held_out = f", held-out NDCG {measured[-1]:.4f} (best {max(measured):.4f})" if measured else ""
    return f"loss {loss:.6g}{held_out}"

"""The command line: `modiste demo | serve | work | migrate | import | train | evaluate | doctor | openapi`.

Imports stand inside the commands, so that `modiste --help` answers at once.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from modiste.shop.kit.settings import Settings

DATA_DIR = click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where everything is kept (MODISTE_DATA_DIR).",
)
REPORT = click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write every refused row to this JSON file."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="modiste", message="modiste %(version)s")
def main() -> None:
    """Modiste: a fashion shop that learns taste."""


def settings_for(data_dir: Path | None, **more: Any) -> "Settings":
    """The settings of this run; what the command line says goes to child processes through the environment."""
    from pydantic import ValidationError

    from modiste.shop.kit.settings import Settings

    given = {"data_dir": data_dir.resolve() if data_dir else None} | more
    for name, value in given.items():
        if value is not None:
            os.environ[f"MODISTE_{name.upper()}"] = str(value)
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(str(entry["msg"]).removeprefix("Value error, ") for entry in error.errors())
        raise click.ClickException(faults) from error


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@DATA_DIR
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
def demo(port: int, host: str, data_dir: Path | None, no_open: bool) -> None:
    """Start the demo shop: drawn clothes, six boutiques, three accounts, one URL."""
    from modiste.demo.accounts import ACCOUNTS, PASSWORD
    from modiste.demo.load import load_demo
    from modiste.shop.serve import serve as run

    settings = settings_for(data_dir or Path("modiste-data"), demo=True, public_url=f"http://{host}:{port}")
    load_demo(settings, say=click.echo)
    people = [f"  {account.email:<24} {account.role}" for account in ACCOUNTS]
    run(
        settings,
        host=host,
        port=port,
        open_browser=not no_open,
        say=click.echo,
        notes=["Sign in with one of these (password " + PASSWORD + "):", *people],
    )


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@DATA_DIR
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--no-worker", is_flag=True, help="Jobs are done by `modiste work` processes elsewhere.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open a browser.")
def serve(port: int, host: str, data_dir: Path | None, workers: int, no_worker: bool, open_browser: bool) -> None:
    """Start the service: the web app, its API, and a worker for its jobs."""
    from modiste.shop.serve import serve as run

    settings = settings_for(data_dir)
    run(
        settings,
        host=host,
        port=port,
        processes=workers,
        with_worker=not no_worker,
        open_browser=open_browser,
        say=click.echo,
    )

"""The command line: `modiste demo | serve | work | migrate | import | train | evaluate | tune | doctor | openapi |
sandbox`.

Imports stand inside the commands, so that `modiste --help` answers at once.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from modiste.model_commands import evaluate, train, tune
from modiste.recommender.errors import RecommenderError
from modiste.shop.kit.errors import ShopError
from modiste.terminal import DATA_DIR, FILE, migrated, service_settings, settings_for

if TYPE_CHECKING:
    from modiste.shop.catalogue.reading import ImportReport

REPORT = click.Path(dir_okay=False, path_type=Path)
PORT = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
HOST = click.option("--host", default="127.0.0.1", show_default=True)


class Commands(click.Group):
    """Turns what the shop refuses into one sentence and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ShopError, RecommenderError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="modiste", message="modiste %(version)s")
def main() -> None:
    """Modiste: a fashion shop that learns taste."""


for command in (train, evaluate, tune):
    main.add_command(command)


@main.command()
@PORT
@HOST
@DATA_DIR
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
def demo(port: int, host: str, data_dir: Path | None, no_open: bool) -> None:
    """Start the demo shop: drawn clothes, six boutiques, three accounts, one URL."""
    import importlib
    import subprocess

    from modiste.demo.accounts import PASSWORD, demo_accounts
    from modiste.demo.later_pictures import later_pictures_taken
    from modiste.demo.payments import sandbox_opened
    from modiste.demo.presence import is_loaded
    from modiste.demo.price_history import price_history_written
    from modiste.demo.street import street_opened
    from modiste.shop.serve import Stand, serve

    folder = data_dir or Path(os.environ.get("MODISTE_DATA_DIR", "modiste-data"))
    settings = settings_for(folder, demo=True, public_url=f"http://{host}:{port}")
    if not is_loaded(settings):
        # In a process of its own, so that the memory of the training goes back to the machine; meanwhile the service's
        # modules are read here.
        loading = [sys.executable, "-m", "modiste", "load-demo"]
        with subprocess.Popen(loading, env=os.environ | settings.as_environment()) as child:
            importlib.import_module("modiste.shop.app")
        if child.returncode != 0:
            raise click.ClickException("The demo shop could not be loaded; the lines above say why")
    notes = [f"Sign in with one of these accounts (password {PASSWORD}):"]
    notes += [f"  {account.email:<24}{account.role}" for account in demo_accounts()]
    stand = Stand(host, port, open_browser=not no_open, notes=[*notes, "Ctrl-C closes the shop."])
    with street_opened(settings, port) as street, sandbox_opened(settings, port):
        with price_history_written(settings, street), later_pictures_taken(settings):
            serve(settings, stand, say=click.echo)


@main.command(hidden=True)
def load_demo() -> None:
    """Load the demo shop: what `modiste demo` does first, in a process of its own."""
    from modiste.demo.load import load_demo

    load_demo(settings_for(None), say=click.echo)


@main.command(hidden=True)
def take_pictures() -> None:
    """Take the demo's large pictures and close-ups: what `modiste demo` does beside the open shop."""
    from modiste.demo.load import take_later_pictures

    end_with_the_shop()
    take_later_pictures(settings_for(None))


@main.command(hidden=True)
@click.option("--street-port", required=True, type=click.IntRange(1, 65535))
def write_price_history(street_port: int) -> None:
    """Write the demo's price history: what `modiste demo` does beside the open shop."""
    from modiste.demo.price_history import write_price_history

    end_with_the_shop()
    if hasattr(os, "nice"):
        os.nice(10)
    write_price_history(settings_for(None), street_port)


def end_with_the_shop() -> None:
    """In a process beside the shop: Ctrl-C closes the shop, which ends this one; what it has begun is left tidy."""
    import signal

    from modiste.shop.kit.supervisor import end_with_parent

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    end_with_parent(0)


@main.command()
@PORT
@HOST
@DATA_DIR
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--no-worker", is_flag=True, help="Jobs are done by `modiste work` elsewhere.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open a browser.")
def serve(port: int, host: str, data_dir: Path | None, workers: int, no_worker: bool, open_browser: bool) -> None:
    """Start the service: the web app, its API, and a worker for its jobs."""
    from modiste.shop import serve as service

    stand = service.Stand(host, port, workers, not no_worker, open_browser)
    service.serve(service_settings(data_dir), stand, say=click.echo)


@main.command()
@DATA_DIR
@click.option("--queue", "queues", multiple=True, help="Only these queues (default: all).")
@click.option("--concurrency", type=click.IntRange(1, 64), help="Jobs at once.")
def work(data_dir: Path | None, queues: tuple[str, ...], concurrency: int | None) -> None:
    """Do the shop's jobs until told to stop."""
    from modiste.shop import worker
    from modiste.shop.kit.queue.registry import QUEUES

    sys.exit(worker.run_worker(service_settings(data_dir), queues=queues or QUEUES, concurrency=concurrency))


@main.command()
@DATA_DIR
def migrate(data_dir: Path | None) -> None:
    """Bring the database to the present schema."""
    with migrated(data_dir) as database:
        click.echo(f"The database is current: {database.url.render_as_string(hide_password=True)}")


@main.command()
@DATA_DIR
def doctor(data_dir: Path | None) -> None:
    """Say what is configured, what answers, and what is missing."""
    from modiste.shop.doctor import examine

    findings = examine(settings_for(data_dir))
    for finding in findings:
        click.echo(f"{finding.mark}  {finding.name:<16} {finding.words}")
    sys.exit(any(finding.is_fault for finding in findings))


@main.command()
def openapi() -> None:
    """Print the API's description (OpenAPI 3.1)."""
    from modiste.shop.app import create_app
    from modiste.shop.kit.settings import Settings

    app = create_app(Settings(database_url="sqlite://", secret_key="only-to-describe-the-routes-" + "x" * 8))
    click.echo(json.dumps(app.openapi(), indent=2, sort_keys=True))


@main.command()
@click.option("--port", default=8790, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--webhooks", default="", metavar="URL", help="The shop that hears them (default: none are sent).")
@click.option(
    "--book", type=REPORT, metavar="FILE", help="Keep the book in this file, so that it outlives the process."
)
@click.option("--until-stdin-closes", is_flag=True, help="End with the process that holds the other end of it.")
@click.option("--quiet", is_flag=True, help="Do not say where it is and what it accepts.")
def sandbox(port: int, webhooks: str, book: Path | None, until_stdin_closes: bool, quiet: bool) -> None:
    """Stand in for Stripe, Paystack and Flutterwave on loopback; no money moves."""
    from modiste.sandbox.payments.process import run

    say = (lambda _: None) if quiet else click.echo
    try:
        run(port, webhooks=webhooks, book=book, until_stdin_closes=until_stdin_closes, say=say)
    except OSError as error:
        raise click.ClickException(f"The sandbox cannot open: {error}; try --port or --book with another") from error


@main.group("import")
def import_() -> None:
    """Read your own items and interactions from a file."""


FILE_OPTIONS = (
    click.argument("file", type=FILE),
    click.option("--boutique", required=True, help="The slug of the boutique whose items they are; opened when new."),
    click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help="Name a column that is not detected."),
    click.option("--format", "file_format", default="", help="csv, jsonl or parquet (default: by the file's name)."),
    click.option("--encoding", default="utf-8", show_default=True),
    click.option("--dry-run", is_flag=True, help="Do everything and take it back."),
    click.option("--report", type=REPORT, help="Write every refused row to this JSON file."),
    DATA_DIR,
)


def file_options(command: Any) -> Any:
    """The options that both imports have."""
    for option in reversed(FILE_OPTIONS):
        command = option(command)
    return command


@import_.command("items")
@file_options
@click.option("--currency", default="EUR", show_default=True, help="Where a price names none.")
@click.option("--default-price", help="Where a row has no price, such as 0 or 19.90.")
def import_items(file: Path, data_dir: Path | None, report: Path | None, **given: Any) -> None:
    """Import items: CSV, JSON lines or Parquet, plain or .gz."""
    from modiste.shop.catalogue.imports import ItemImport
    from modiste.shop.catalogue.imports import import_items as run

    own = {"currency": given["currency"].upper(), "default_price": given["default_price"]}
    with migrated(data_dir) as database:
        show_report(run(database, file, ItemImport(**shared_plan(given), **own)), report)


@import_.command("interactions")
@file_options
@click.option("--like-from", type=float, help="The rating that counts as a like (default: 70 % of the scale).")
@click.option("--create-items", is_flag=True, help="Make a bare item for each unknown id.")
def import_interactions(file: Path, data_dir: Path | None, report: Path | None, **given: Any) -> None:
    """Import who liked what: ratings, words (like, view, purchase …) or plain pairs."""
    from modiste.shop.swipes.imports import InteractionImport
    from modiste.shop.swipes.imports import import_interactions as run

    own = {"like_from": given["like_from"], "create_items": given["create_items"]}
    with migrated(data_dir) as database:
        show_report(run(database, file, InteractionImport(**shared_plan(given), **own)), report)


def shared_plan(given: dict[str, Any]) -> dict[str, Any]:
    """The part of an import's plan that items and interactions share."""
    pairs = [entry.partition("=") for entry in given["mapping"]]
    wrong = [name for name, sign, column in pairs if not (sign and name and column)]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is no FIELD=COLUMN", param_hint="--map")
    columns = {name: column for name, _, column in pairs}
    names = ("boutique", "file_format", "encoding")
    return {name: given[name] for name in names} | {"columns": columns, "is_dry_run": given["dry_run"]}


def show_report(report: "ImportReport", file: Path | None) -> None:
    """Print what became of an import, and write every refused row to `file`."""
    click.echo(report.summary())
    if file:
        file.write_text(json.dumps(report.as_json(), indent=2, default=str))
        click.echo(f"Every refused row, with its line: {file}")


if __name__ == "__main__":
    main()

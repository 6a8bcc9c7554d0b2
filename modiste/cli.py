"""The command line: `modiste demo | serve | work | migrate | import | train | evaluate | doctor | openapi`.

Imports stand inside the commands, so that `modiste --help` answers at once.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from modiste.recommender.errors import RecommenderError
from modiste.shop.kit.errors import ShopError

if TYPE_CHECKING:
    from modiste.shop.catalogue.reading import ImportReport
    from modiste.shop.kit.settings import Settings

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PORT = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
HOST = click.option("--host", default="127.0.0.1", show_default=True)
DATA_DIR = click.option("--data-dir", type=FOLDER, help="Where everything is kept (MODISTE_DATA_DIR).")


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


def settings_for(data_dir: Path | None, **more: Any) -> "Settings":
    """The settings of this run; what the command line says goes to child processes through the environment."""
    from pydantic import ValidationError

    from modiste.shop.kit.log import configure
    from modiste.shop.kit.settings import Settings

    given = {"data_dir": data_dir.resolve() if data_dir else None} | more
    os.environ.update({f"MODISTE_{name.upper()}": str(value) for name, value in given.items() if value is not None})
    try:
        settings = Settings()
    except ValidationError as error:
        faults = "; ".join(str(entry["msg"]).removeprefix("Value error, ") for entry in error.errors())
        raise click.ClickException(faults) from error
    configure(settings)
    return settings


@main.command()
@PORT
@HOST
@DATA_DIR
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
def demo(port: int, host: str, data_dir: Path | None, no_open: bool) -> None:
    """Start the demo shop: drawn clothes, six boutiques, three accounts, one URL."""
    from modiste.demo.load import PASSWORD, load_demo
    from modiste.demo.shoppers import demo_accounts
    from modiste.shop.serve import Stand, serve

    folder = data_dir or Path(os.environ.get("MODISTE_DATA_DIR", "modiste-data"))
    settings = settings_for(folder, demo=True, public_url=f"http://{host}:{port}")
    load_demo(settings, say=click.echo)
    notes = [f"Sign in with one of these accounts (password {PASSWORD}):"]
    notes += [f"  {account.email:<24}{account.role}" for account in demo_accounts()]
    stand = Stand(host, port, open_browser=not no_open, notes=[*notes, "Ctrl-C closes the shop."])
    serve(settings, stand, say=click.echo)


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
    service.serve(settings_for(data_dir), stand, say=click.echo)


@main.command()
@DATA_DIR
@click.option("--queue", "queues", multiple=True, help="Only these queues (default: all).")
@click.option("--concurrency", type=click.IntRange(1, 64), help="Jobs at once.")
def work(data_dir: Path | None, queues: tuple[str, ...], concurrency: int | None) -> None:
    """Do the shop's jobs until told to stop."""
    from modiste.shop import worker

    chosen = queues or worker.QUEUES
    sys.exit(worker.run_worker(settings_for(data_dir), queues=chosen, concurrency=concurrency))


@main.command()
@DATA_DIR
def migrate(data_dir: Path | None) -> None:
    """Bring the database to the present schema."""
    from modiste.shop.kit.db import Database
    from modiste.shop.kit.migrations import migrate as bring

    settings = settings_for(data_dir)
    database = Database(settings.resolved_database_url)
    bring(database, settings.data_dir)
    click.echo(f"The database is current: {database.url.render_as_string(hide_password=True)}")


@main.command()
@DATA_DIR
def train(data_dir: Path | None) -> None:
    """Train the recommendation model; it serves only if it is not worse than the one that serves now."""
    from modiste.shop.kit.db import Database
    from modiste.shop.recommendations.training import train as fit

    settings = settings_for(data_dir)
    database = Database(settings.resolved_database_url, statement_timeout_ms=600_000)
    outcome = fit(database, settings, report=_progress)
    click.echo(json.dumps(outcome, indent=2, default=str))


@main.command()
@DATA_DIR
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures here.")
def evaluate(data_dir: Path | None, json_file: Path | None) -> None:
    """Measure popularity, content and ALS on the latest interactions, held out."""
    from modiste.recommender.evaluate import as_table
    from modiste.shop.kit.db import Database
    from modiste.shop.recommendations.training import evaluate_models

    settings = settings_for(data_dir)
    database = Database(settings.resolved_database_url, statement_timeout_ms=600_000)
    reports = evaluate_models(database, settings, report=_progress)
    click.echo(as_table(reports))
    if json_file:
        json_file.write_text(json.dumps({name: report.as_dict() for name, report in reports.items()}, indent=2))


@main.command()
@DATA_DIR
def doctor(data_dir: Path | None) -> None:
    """Say what is configured, what answers, and what is missing."""
    from modiste.shop.doctor import examine

    findings = examine(settings_for(data_dir))
    for finding in findings:
        click.echo(f"{finding.mark}  {finding.name:<12} {finding.words}")
    sys.exit(any(finding.is_fault for finding in findings))


@main.command()
def openapi() -> None:
    """Print the API's description (OpenAPI 3.1)."""
    from modiste.shop.app import create_app
    from modiste.shop.kit.settings import Settings

    app = create_app(Settings(database_url="sqlite://", secret_key="only-to-describe-the-routes-" + "x" * 8))
    click.echo(json.dumps(app.openapi(), indent=2, sort_keys=True))


def _progress(share: float, note: str = "") -> None:
    click.echo(f"{share:4.0%}  {note}", err=True)


def show_report(report: "ImportReport", file: Path | None) -> None:
    """Print what became of an import, and write every refused row to `file`."""
    click.echo(report.summary())
    if file:
        file.write_text(json.dumps(report.as_json(), indent=2, default=str))
        click.echo(f"Every refused row, with its line: {file}")


if __name__ == "__main__":
    main()

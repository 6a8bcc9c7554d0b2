"""The commands about models, train, evaluate and tune. Imports stand inside, so that `--help` answers at once."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from modiste.terminal import DATA_DIR, FILE, migrated, progress_shown, settings_for

if TYPE_CHECKING:
    from modiste.recommender.comparison import Comparison
    from modiste.recommender.splits import Split

PROTOCOLS = ("leave-last-out", "time-split", "random-split", "cold-items", "cold-users")
LIBRARY_MODELS = ("popularity", "neighbours", "ease", "als")
SPLIT = click.option("--data", "split", type=FILE, help="An .npz split instead of the shop's events.")
SETTINGS = click.option("--settings", "settings_files", type=FILE, multiple=True, help="What `modiste tune` wrote.")
SEED = click.option("--seed", default=0, show_default=True)
LENGTH = click.option("--k", default=20, show_default=True, type=click.IntRange(1, 1000), help="Length of the lists.")


@click.command()
@DATA_DIR
@SETTINGS
def train(data_dir: Path | None, settings_files: tuple[Path, ...]) -> None:
    """Train the recommendation model; it serves only if it is not worse than the one that serves now."""
    from modiste.shop.recommendations.comparison import RECIPE
    from modiste.shop.recommendations.training import train as fit

    tuned = read_settings(settings_files)
    if others := set(tuned) - {"als"}:
        raise click.BadParameter(f"The shop trains ALS, not {others.pop()}", param_hint="--settings")
    recipe = dict(RECIPE) | tuned.get("als", {})
    with migrated(data_dir) as database:
        with progress_shown() as report:
            outcome = fit(database, settings_for(data_dir), report=report, recipe=recipe)
        click.echo(json.dumps(outcome.as_json(), indent=2))


@click.command()
@DATA_DIR
@SPLIT
@click.option("--models", "names", help="Names, with commas between: popularity,ease,als,blend …")
@click.option(
    "--protocol", type=click.Choice([*PROTOCOLS, "given"]), help="What is held out (default: the last likes)."
)
@LENGTH
@SEED
@SETTINGS
@click.option("--html", "page", type=FILE, help="Write the report here: one page with charts.")
@click.option("--json", "json_file", type=FILE, help="Write the figures here.")
@click.option("--against", type=FILE, help="Figures of an earlier --json: say what has changed.")
def evaluate(data_dir: Path | None, split: Path | None, **given: Any) -> None:
    """Measure models side by side on interactions held out: the shop's own, or a split of your own."""
    from modiste.recommender.report.page import write_page
    from modiste.recommender.report.terminal import print_comparison
    from modiste.shop.kit import clock

    found = _of_split(split, given) if split else _of_shop(data_dir, given)
    print_comparison(found)
    if given["against"]:
        _say_changes(found, given["against"])
    if given["json_file"]:
        given["json_file"].write_text(json.dumps(found.as_dict(), indent=2))
    if given["page"]:
        title = split.parent.name or split.stem if split else "The shop's own likes"
        write_page(found, given["page"], title=title, created_at=f"{clock.now():%d %B %Y}")
        click.echo(f"The report: {given['page']}")


@click.command()
@click.argument("model", default="als")
@DATA_DIR
@SPLIT
@click.option("--minutes", default=5.0, show_default=True, type=click.FloatRange(0.01), help="Stop after this time.")
@click.option("--trials", default=100, show_default=True, type=click.IntRange(1), help="Stop after as many.")
@click.option("--metric", default="ndcg", show_default=True, type=click.Choice(["ndcg", "recall", "map", "mrr"]))
@LENGTH
@SEED
@click.option("--out", type=FILE, help="Write the settings here, for --settings of train and evaluate.")
def tune(model: str, data_dir: Path | None, split: Path | None, **given: Any) -> None:
    """Search the settings of MODEL (als, ease, neighbours, hybrid) on a part of what may be learnt from."""
    from modiste.recommender.tune import Search, tune
    from modiste.shop.recommendations.judging import tune_model

    search = Search(60 * given["minutes"], given["trials"], given["metric"], given["k"], given["seed"])
    if split:
        parts = _parts(split)
        inner = parts.train, parts.validation or parts.test
        with progress_shown() as report:
            found = tune(model, *inner, search=search, tell=report)
    else:
        with migrated(data_dir) as database, progress_shown() as report:
            found = tune_model(database, model, search, report=report)
    gain = found.value / found.default_value - 1 if found.default_value else 0.0
    click.echo(
        f"{search.metric}@{search.k} {found.value:.4f}, without a search {found.default_value:.4f} ({gain:+.1%})"
    )
    click.echo(json.dumps({name: round(value, 6) for name, value in found.settings.items()}, indent=2))
    if given["out"]:
        given["out"].write_text(json.dumps(found.as_dict(), indent=2))


def read_settings(files: tuple[Path, ...]) -> dict[str, dict[str, Any]]:
    """The settings of each model in files that `modiste tune` wrote, or of its form: {"model": …, "settings": {…}}."""
    found = {}
    for file in files:
        try:
            content = json.loads(file.read_text())
            found[str(content["model"])] = dict(content["settings"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise click.ClickException(
                f'{file} holds no settings: it needs "model" and "settings" ({error})'
            ) from error
    return found


def _of_shop(data_dir: Path | None, given: dict[str, Any]) -> "Comparison":
    from modiste.recommender.measurement import Settings
    from modiste.shop.recommendations.judging import MODELS, Question, evaluate_models

    if given["protocol"] == "given":
        raise click.BadParameter("The shop has no given split: name another protocol", param_hint="--protocol")
    question = Question(
        models=_names(given["names"], MODELS),
        protocol=given["protocol"] or "leave-last-out",
        settings=read_settings(given["settings_files"]),
        measured=Settings(k=given["k"], depth=max(100, given["k"]), random_state=given["seed"]),
        random_state=given["seed"],
    )
    with migrated(data_dir) as database, progress_shown() as report:
        return evaluate_models(database, question, report=report)


def _of_split(file: Path, given: dict[str, Any]) -> "Comparison":
    from modiste.recommender import protocols
    from modiste.recommender.comparison import compare
    from modiste.recommender.making import make_models
    from modiste.recommender.measurement import Settings

    split = protocols.read_split(file)
    known = split.train if split.validation is None else protocols.both(split.train, split.validation)
    if given["protocol"] in (None, "given"):
        protocol = protocols.given_split(known, split.test)
    else:
        make = protocols.PROTOCOLS[given["protocol"]]
        draws = {} if given["protocol"] in ("leave-last-out", "time-split") else {"random_state": given["seed"]}
        protocol = make(protocols.both(known, split.test), **draws)
    settings = read_settings(given["settings_files"])
    models = make_models(_names(given["names"], LIBRARY_MODELS), protocol.train, settings=settings)
    how = Settings(k=given["k"], depth=max(100, given["k"]), random_state=given["seed"])
    with progress_shown() as report:
        return compare(models, protocol, settings=how, tell=report)


def _parts(file: Path) -> "Split":
    """What a tuner may see of a split: train and validation; a tenth of train where there is no validation part."""
    from modiste.recommender.protocols import read_split
    from modiste.recommender.splits import Split, at_random

    split = read_split(file)
    if split.validation is not None:
        return Split(split.train, split.validation, split.validation)
    held = at_random(split.train, test=0.1)
    return Split(held.train, held.test, held.test)


def _names(given: str | None, default: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.split(",") if name.strip()) if given else default


def _say_changes(found: "Comparison", file: Path) -> None:
    from modiste.recommender.comparison import refuse_different_protocols

    try:
        earlier = json.loads(file.read_text())
        before = {name: float(entry["accuracy"]["ndcg"]["mean"]) for name, entry in earlier["models"].items()}
        fingerprint, k = str(earlier["fingerprint"]), int(earlier["settings"]["k"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"{file} holds no figures that `modiste evaluate --json` wrote ({error})") from error
    refuse_different_protocols({fingerprint + f" at {k}", found.protocol.fingerprint() + f" at {found.settings.k}"})
    for entry in found.measurements:
        if entry.model in before:
            now = entry.accuracy["ndcg"].mean
            change = f"{now / before[entry.model] - 1:+.1%}" if before[entry.model] else "from nothing"
            click.echo(f"{entry.model}: NDCG {before[entry.model]:.4f} before, {now:.4f} now ({change})")

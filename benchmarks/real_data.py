"""Real people's likes from file to answer: import, train, evaluate, serve, and recommend to one of them over HTTP."""

import argparse
import json
import os
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from benchmarks.load import BASE, Served
from modiste.recommender.report.markdown import as_markdown
from modiste.shop.accounts.models import Role, User
from modiste.shop.accounts.service import register_account
from modiste.shop.catalogue.imports import ItemImport, import_items
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.settings import Settings
from modiste.shop.recommendations.judging import evaluate_models
from modiste.shop.recommendations.training import train
from modiste.shop.swipes.imports import InteractionImport, import_interactions
from modiste.shop.swipes.models import Interaction

ADMIN, PASSWORD = "admin@bench.example", "an-admin-for-the-benchmark"


def main() -> None:
    """Run both sets and print what came of each step."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=Path(os.environ.get("MODISTE_SHARED", "../shared")))
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    data = given.shared / "data"
    results = [_rent_the_runway(data / "renttherunway"), _movielens(data / "movielens-small")]
    for result in results:
        print(f"\n### {result['name']}\n\n{result['table']}\n\n{result['steps']}\n\n{result['answer']}")
    if given.json:
        given.json.write_text(json.dumps(results, indent=2))


def _rent_the_runway(folder: Path) -> dict[str, Any]:
    plan = InteractionImport("rent-the-runway", create_items=True)
    return _prove("Rent the Runway", lambda db: [import_interactions(db, folder / "interactions.parquet", plan)])


def _movielens(folder: Path) -> dict[str, Any]:
    items = ItemImport("movielens", default_price="0")
    likes = InteractionImport("movielens")
    return _prove(
        "MovieLens latest small",
        lambda db: [
            import_items(db, folder / "movies.csv.gz", items),
            import_interactions(db, folder / "ratings.csv.gz", likes),
        ],
    )


def _prove(name: str, read: Callable[[Database], list[Any]]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder))
        database = Database(settings.resolved_database_url, statement_timeout_ms=600_000)
        migrate(database, settings.data_dir)
        seconds: dict[str, float] = {}
        reports = _timed(seconds, "import", lambda: read(database))
        outcome = _timed(seconds, "train", lambda: train(database, settings))
        found = _timed(seconds, "evaluate", lambda: evaluate_models(database))
        user_id = _busiest(database)
        database.close()
        with Served(settings, workers=1):
            answer = _ask(user_id)
    taken = "; ".join(f"{what} {number:.1f} s" for what, number in seconds.items())
    counts = "; ".join(str(dict(report.counts)) for report in reports)
    return {
        "name": name,
        "table": as_markdown(found),
        "steps": f"{counts}. {taken}. Training: {outcome.reason}.",
        "answer": f"`GET /api/v1/recommendations?user_id={user_id}` as admin: "
        + "; ".join(f"{item['name']} ({item['score']:.2f}: {item['reasons'][0]['text']})" for item in answer[:5]),
    }


def _timed(seconds: dict[str, float], name: str, step: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    done = step()
    seconds[name] = time.perf_counter() - began
    return done


def _busiest(database: Database) -> int:
    """The imported shopper with the most events; an admin's account is opened beside."""
    with database.transaction() as session:
        register_account(session, email=ADMIN, password=PASSWORD, name="Admin", role=Role.ADMIN)
        query = select(Interaction.user_id).group_by(Interaction.user_id).order_by(func.count().desc()).limit(1)
        user_id = session.scalars(query).one()
        assert session.get_one(User, user_id).email.endswith("@imported.invalid")
        return user_id


def _ask(user_id: int) -> list[dict[str, Any]]:
    token = _json(f"{BASE}/api/v1/login", body={"email": ADMIN, "password": PASSWORD})["access_token"]
    answer = _json(f"{BASE}/api/v1/recommendations?user_id={user_id}", token=token)
    items: list[dict[str, Any]] = answer["items"]
    return items


def _json(url: str, *, body: dict[str, str] | None = None, token: str = "") -> dict[str, Any]:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(url, json.dumps(body).encode() if body else None, headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        found: dict[str, Any] = json.load(response)
        return found


if __name__ == "__main__":
    main()

"""A boutique's catalogue from upload to shelf: 25,000 items in two sizes as Shopify exports them.

Each step is done in a process of its own, as a worker does it.

python -m benchmarks.catalogue_import [--items 25000]
"""

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from sqlalchemy import create_engine, select, text

from benchmarks.search import COLOURS, CUTS, KINDS, MATERIALS
from modiste.shop.accounts import service as accounts
from modiste.shop.accounts.models import Role
from modiste.shop.accounts.principals import Principal
from modiste.shop.boutiques.models import Boutique
from modiste.shop.boutiques.sellers import Post, Seller, seller_of
from modiste.shop.catalogue import batches
from modiste.shop.catalogue.models import ImportBatch
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import kind_of
from modiste.shop.kit.queue.runner import carry_out
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.queue.worker import STATEMENT_TIMEOUT_MS
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.choice import open_store

HEADER = (
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,"
    "Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Image Src,Image Position,Status"
).split(",")
LIMIT_SECONDS, LIMIT_MIB = 60, 300
STEPS = ("check", "apply", "check again", "apply again", "undo")
SERVER = "postgresql+psycopg://postgres@127.0.0.1:5432"


def write_export(file: Path, items: int) -> None:
    """An export of about 30 MB: the first line of a product says everything, the second its other size."""
    rng = random.Random(11)
    words = [word.lower() for word in CUTS + MATERIALS + KINDS + "for every day, made with care and love".split()]
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for number in range(items):
            kind, material, colour = rng.choice(KINDS), rng.choice(MATERIALS), rng.choice(COLOURS)
            body = "".join(f"<p>{' '.join(rng.choices(words, k=40))}</p>\n" for _ in range(4))
            said = [f"{material.title()} {kind.lower()} {number}", body, "Ava", kind, f"{material}, {colour}", "TRUE"]
            for place, size in enumerate("SM", start=1):
                product = said if place == 1 else [""] * len(said)
                picture = f"https://cdn.example/{number}-{place}.jpg"
                stock, price = rng.randint(0, 9), f"{rng.randint(900, 60_000) / 100:.2f}"
                names = ("Size", size, "Color", colour.title()) if place == 1 else ("", size, "", colour.title())
                sku = f"SKU-{number}-{size}"
                writer.writerow(
                    [f"item-{number}", *product, *names, sku, "shopify", stock, price,
                     picture, place, "active" if place == 1 else ""]
                )  # fmt: skip


def open_shop(settings: Settings) -> Seller:
    """An empty shop with one boutique; returns who sells there."""
    database = Database(settings.resolved_database_url)
    migrate(database, settings.data_dir)
    with database.transaction() as session:
        owner = accounts.register_account(
            session, email="a@example.com", password="correct horse battery", name="Ava", role=Role.BOUTIQUE
        )
        session.flush()
        boutique = Boutique(slug="ava", name="Ava", owner_id=owner.id)
        session.add(boutique)
        session.flush()
        who = Seller(boutique.id, owner.id, Post.OWNER)
    database.close()
    return who


def upload(settings: Settings, who: Seller, file: Path) -> float:
    """Keep the file; returns the seconds that took."""
    database = Database(settings.resolved_database_url)
    began = time.monotonic()
    received = batches.Received(file, file.name, file.stat().st_size, batches.digest_of(file))
    with database.transaction() as session:
        batches.keep_upload(session, who, received, open_store(settings))
    database.close()
    return time.monotonic() - began


def carry_out_step(settings: Settings, owner: int, step: str) -> None:
    """The body of the process that does one step; prints what it took."""
    import modiste.shop.worker  # noqa: F401 - what a worker's process has loaded

    database = Database(settings.resolved_database_url, connections=2, statement_timeout_ms=STATEMENT_TIMEOUT_MS)
    with database.transaction() as session:
        who = seller_of(session, Principal(owner, Role.BOUTIQUE, uuid.uuid4()))
        order = ImportBatch.id.asc() if step == "undo" else ImportBatch.id.desc()
        batch = session.scalars(select(ImportBatch).order_by(order)).first()
        assert batch is not None
        if step.startswith("check"):
            batches.start_check(session, who, batch, batches.Understanding(None, "EUR", None), None)
        else:
            (batches.start_undoing if step == "undo" else batches.start_applying)(session, who, batch)
        job_id = batch.job_id
    assert job_id is not None
    with database.transaction() as session:
        kind = kind_of(session.get_one(Job, job_id).name)
        job = states.claim(session, job_id, kind)
    assert job is not None
    began, cpu = time.monotonic(), time.process_time()
    carry_out(Work(database, settings, Lease(job.id, job.attempt, kind.lease_seconds)), kind, job.arguments)
    took = {"seconds": time.monotonic() - began, "cpu": time.process_time() - cpu}
    with database.reading() as session:
        done = session.get_one(Job, job_id)
        assert done.state == "done", done.error
    database.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(took | {"peak": peak, "result": done.result}))


def measure(name: str, url: str, folder: Path, file: Path, items: int) -> list[str]:
    """The rows of the table for one database."""
    settings = Settings(_env_file=None, database_url=url, data_dir=folder, secret_key="x" * 40)  # type: ignore[call-arg]
    who = open_shop(settings)
    rows = [f"| {name} | upload | {upload(settings, who, file):.1f} | | | |"]
    for step in STEPS:
        if step == "check again":
            upload(settings, who, file)
        command = [sys.executable, "-m", "benchmarks.catalogue_import", "--step", step, "--owner", str(who.user_id)]
        command += ["--url", url, "--folder", str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        took = json.loads(done.stdout.strip().splitlines()[-1])
        rate = 2 * items / took["seconds"]
        rows.append(
            f"| {name} | {step} | {took['seconds']:.1f} | {took['cpu']:.1f} | {took['peak']:.0f} | {rate:,.0f} |"
        )
        print(rows[-1], file=sys.stderr, flush=True)
    return rows


def main() -> None:
    """Measure both databases and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=25_000)
    parser.add_argument("--only", choices=["SQLite", "PostgreSQL"])
    for option in ("--step", "--url", "--folder"):
        parser.add_argument(option)
    parser.add_argument("--owner", type=int)
    asked = parser.parse_args()
    if asked.step:
        settings = Settings(_env_file=None, database_url=asked.url, data_dir=asked.folder, secret_key="x" * 40)  # type: ignore[call-arg]
        carry_out_step(settings, asked.owner, asked.step)
        return
    rows = []
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        file = folder / "products.csv"
        write_export(file, asked.items)
        size = file.stat().st_size / 1e6
        if asked.only != "PostgreSQL":
            rows += measure("SQLite", f"sqlite:///{folder / 'shop.sqlite3'}", folder / "one", file, asked.items)
        if asked.only != "SQLite":
            server = create_engine(f"{SERVER}/postgres", isolation_level="AUTOCOMMIT")
            name = f"modiste_bench_{uuid.uuid4().hex[:8]}"
            with server.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
                try:
                    rows += measure("PostgreSQL", f"{SERVER}/{name}", folder / "two", file, asked.items)
                finally:
                    connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    print(f"{asked.items:,} items, {2 * asked.items:,} variants, {size:.0f} MB. The limits of check and apply:")
    print(f"{LIMIT_SECONDS} s and {LIMIT_MIB} MiB at the peak (a worker holds about 175 MiB before it begins).\n")
    print("| database | step | seconds | of them CPU | peak MiB | rows/s |\n|---|---|--:|--:|--:|--:|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()

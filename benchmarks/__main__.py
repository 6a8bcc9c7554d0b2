"""Run every benchmark and write benchmarks/README.md; `python -m benchmarks load` runs one and keeps the others."""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PARTS = {
    "start": "From nothing to the first card",
    "web": "The web app on a mid-range phone and slow 4G",
    "load": "Deck and swipes under load (SQLite, 100,000 items, 10,000 shoppers; k6 on the same cores)",
    "checkout": "Checkout at 30 a second: three lines of two boutiques",
    "proofs.last_item": "The last item: 500 buyers at once over HTTP",
    "proofs.baskets": "Mixed baskets with the same pieces, at once over HTTP",
    "proofs.one_click": "One click, many requests: one order, one charge, one refund",
    "search": "Search (SQLite, 100,000 items)",
    "figures": "A boutique's figures (300 items, 100,000 swipes of them)",
    "catalogue_import": "A catalogue of 25,000 items from upload to shelf and back",
    "extraction": "Facts of 81 real product pages, beside three published systems",
    "matching": "Is it the same product? Four benchmarks, beside what was published",
    "offers": "Comparing prices over ten shops on loopback",
    "fetching": "The open web: ten vendors at once, on loopback",
    "photos": "A boutique’s photo, from its bytes to the sizes of cards and pages (CPU time)",
    "cutout": "Garments cut out of 46 phone photos, beside GrabCut in a rectangle",
    "payment_histories": "Random histories of payments, beside the sandbox’s own book",
    "basket": "The cheapest basket, beside trying everything and beside each line where it is cheapest",
    "compatibility": "Do these garments go together? Stylists’ outfits, beside popularity and co-occurrence",
    "tagging": "What is on the photo? Tags of garments, beside the nearest photo by MobileNet",
    "embedding": "Does like lie beside like? The same garment again, and others of its kind",
    "recommender.quality": "Recommendation quality on real data, beside the baselines",
    "recommender.lightgcn": "Lists on the LightGCN splits, beside what was published",
    "recommender.speed": "Training beside `implicit`, on one thread each",
    "recommender.acceleration": "ALS-NCG beside plain ALS: how soon the loss is accurate",
    "recommender.first": "ALS-NCG beside plain ALS: how soon lists are good",
    "recommender.spark": "Training beside Spark MLlib's ALS, on every core",
    "recommender.serving": "The top 100 of a catalogue",
    "recommender.scaling": "Training from 10⁶ to 3·10⁷ synthetic interactions",
    "recommender.sequential": "What comes next: sequences, leave-last-out",
    "recommender.gpu": "Training on 10⁸ synthetic interactions on a GPU",
    "real_data": "Real data, from file to answer",
}
HEAD = """# Measured

Written by `make bench` (`python -m benchmarks`); figures are of one run on the machine named with each part. The
machines are shared and noisy: compare rows of one part, not parts of different days.
"""


def main() -> None:
    """Run the parts named on the command line, or all, and write the page anew."""
    chosen = sys.argv[1:] or list(PARTS)
    kept = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    for name in chosen:
        print(f"… {name}", file=sys.stderr)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True, capture_output=True, text=True)
        machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {_today()}"
        kept[name] = {"machine": machine, "load": os.getloadavg()[0], "page": _page_of(done.stdout)}
        RESULTS.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
    parts = [
        f"## {title}\n\n{kept[name]['page']}\n\n({kept[name]['machine']}; load average {kept[name]['load']:.1f};"
        f" `python -m benchmarks {name}`)\n"
        for name, title in PARTS.items()
        if name in kept
    ]
    (HERE / "README.md").write_text("\n".join([HEAD, *parts]))


def _page_of(printed: str) -> str:
    """What a part printed, without the lines of the servers that it started."""
    return "\n".join(line for line in printed.splitlines() if "Modiste is open" not in line).strip()


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


if __name__ == "__main__":
    main()

"""How good the models' lists are on real data, beside six of `implicit`: tuned on validation, reported once on test.

python -m benchmarks.recommender.quality [--sets NAME …] [--peers-python PYTHON] [--shared DIR] [--json FILE]

All unseen items are ranked; one code measures the lists of ours and of the peers. Every model is tuned over a small
stated grid by NDCG@20 on validation, its defaults beside it; then it learns from train and validation and is asked for
test, with five seeds where it begins from random vectors ("±" is their standard deviation). The blend's weights are
learnt on validation too. Change a grid for what validation says, never for what test says. The last line of a table
takes ours that is best on validation and the peer that is best on test, which favours the peer; the interval is a
bootstrap over users of the difference. Cold items: see `quality_cold`.
"""

import json
import sys
import time
from typing import Any

from benchmarks.recommender import quality_models, quality_peers
from benchmarks.recommender.common import compile_kernels, options
from benchmarks.recommender.quality_asking import MOST_SCORES, MOST_TUNED_ON, Asked, Row
from benchmarks.recommender.quality_cold import compared as compared_when_cold
from benchmarks.recommender.quality_sets import COLD, SETS, Dataset
from modiste.recommender.bootstrap import Interval, interval


def beaten(rows: list[Row], peers: list[Row]) -> tuple[Row, Row, dict[str, Interval]]:
    """Ours best on validation, the peer best on test, and by how much ours is better in each metric."""
    ours = max(rows, key=lambda row: row.tuned or 0.0)
    peer = max(peers, key=lambda row: row.mean.ndcg.mean())
    lead = {name: interval(getattr(ours.mean, name) - getattr(peer.mean, name)) for name in ("ndcg", "recall")}
    return ours, peer, lead


def table_of(rows: list[Row]) -> str:
    """Markdown."""
    lines = [
        "| model | NDCG@20 | Recall@20 | validation, by default | tuned | grid | fit, CPU s | settings |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for row in rows:
        default, tuned = ("–" if value is None else f"{value:.4f}" for value in (row.by_default, row.tuned))
        settings = ", ".join(f"{name} {value}" for name, value in row.settings.items()) or "–"
        figures = f"{row.shown('ndcg')} | {row.shown('recall')} | {default} | {tuned} | {row.points or '–'}"
        lines.append(f"| {row.name} | {figures} | {row.cpu_seconds:.1f} | {settings} |")
    return "\n".join(lines)


def compared(data: Dataset, python: str | None) -> dict[str, Any]:
    """Tune, measure and print one set's table; return it as JSON values."""
    tuning = Asked.of(data.train, data.validation, MOST_TUNED_ON)
    users, items = data.train.shape
    test = Asked.of(data.known, data.test, MOST_SCORES // items)
    peers = quality_peers.measured(python, tuning, test)
    rows = quality_models.measured(data.train, data.facts, data.validation, tuning, test)
    ours, peer, lead = beaten(rows, peers)
    print(f"### {data.name}: {users} people × {items} items, {data.known.csr.nnz} likes to learn from\n")
    print(f"{len(tuning.users)} people are asked on validation, {len(test.users)} on test.\n")
    print(table_of(rows + peers))
    print(f"\n{ours.name} less {peer.name}:", end=" ")
    print(", ".join(f"{name} {d.mean:+.4f} ({d.low:+.4f} to {d.high:+.4f})" for name, d in lead.items()), end="\n\n")
    sys.stdout.flush()
    return {
        "users": users,
        "items": items,
        "asked": len(test.users),
        "models": {row.name: row.as_dict() for row in rows + peers},
        "lead": {"ours": ours.name, "peer": peer.name} | {name: d._asdict() for name, d in lead.items()},
    }


def main() -> None:
    """Print a table per set, and one of cold items where something is known of items and times."""
    parser = options(__doc__)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    given = parser.parse_args()
    for name in given.sets:
        if not (given.shared / "data" / name).is_dir():
            parser.error(f"no {given.shared / 'data' / name}: set MODISTE_SHARED or --shared to the real data's folder")
    compile_kernels()
    began, found = time.process_time(), {}
    for name in given.sets:
        folder = given.shared / "data" / name
        data = SETS[name](folder)
        found[name] = compared(data, given.peers_python)
        if name in COLD:
            found[name]["cold"] = compared_when_cold(data.name, *COLD[name](folder))
        print(f"{name}: {time.process_time() - began:.0f} CPU s of ours so far", file=sys.stderr)
        if given.json:
            given.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()

"""The top 100 of a catalogue, beside what the machine needs merely to read it.

Vectors are drawn so that their axes fade as those of a factorisation in principal axes do; the last row has none that
fade. FAISS stands beside it where it can be imported: its exact index, and its inverted lists with as few of them read
as find 99 % of the true top 100.
"""

import os
import statistics
import time
from collections.abc import Callable

import numpy as np
from threadpoolctl import threadpool_limits

from modiste.recommender.als import ImplicitALS
from modiste.recommender.search import ItemIndex

K, D, QUERIES = 100, 128, 30
LISTS, RECALL = 1_024, 0.99
FADE = 32.0  # axes after which the spread has fallen to 1/e


def vectors_of(n: int, fade: float, seed: int) -> np.ndarray:
    """Float32 vectors, shape (n, D)."""
    drawn = np.random.default_rng(seed).standard_normal((n, D), dtype=np.float32)
    drawn *= np.exp(-np.arange(D) / fade).astype(np.float32)
    return drawn


def milliseconds(run: Callable[[np.ndarray], object], queries: np.ndarray) -> float:
    """The median over queries."""
    taken = []
    for query in queries:
        began = time.perf_counter()
        run(query)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1e3


def row(name: str, n: int, fade: float) -> str:
    """One catalogue: reading it, our search, NumPy's full scan, FAISS twice."""
    vectors, queries = vectors_of(n, fade, 0), vectors_of(QUERIES, fade, 1)
    index = ItemIndex(vectors)
    with threadpool_limits(limits=1, user_api="blas"):
        limit = milliseconds(lambda _: vectors.sum(), queries)
        ours = milliseconds(lambda query: index.search(query, K), queries)
        scan = milliseconds(lambda query: np.argpartition(vectors @ query, n - K)[n - K :], queries)
    peers = " | ".join(faiss_times(vectors, queries))
    return f"| {name} | {limit:.1f} | {ours:.1f} | {ours / limit:.2f} | {scan:.1f} | {peers} |"


def faiss_times(vectors: np.ndarray, queries: np.ndarray) -> tuple[str, str]:
    """Milliseconds of FAISS's exact index and of its inverted lists, on one thread; dashes where it is absent."""
    try:
        import faiss
    except ImportError:
        return "–", "–"
    faiss.omp_set_num_threads(1)
    flat = faiss.IndexFlatIP(D)
    flat.add(vectors)
    lists = faiss.IndexIVFFlat(flat_of_lists := faiss.IndexFlatIP(D), D, LISTS, faiss.METRIC_INNER_PRODUCT)
    lists.train(vectors[:: max(1, len(vectors) // (40 * LISTS))])
    lists.add(vectors)
    truth = flat.search(queries, K)[1]
    while recall_of(lists.search(queries, K)[1], truth) < RECALL and lists.nprobe < LISTS:
        lists.nprobe *= 2
    exact = milliseconds(lambda query: flat.search(query[None], K), queries)
    approximate = milliseconds(lambda query: lists.search(query[None], K), queries)
    del flat_of_lists  # FAISS reads it until here, and does not keep it alive itself
    return f"{exact:.1f}", f"{approximate:.1f} ({lists.nprobe} of {LISTS} lists)"


def recall_of(found: np.ndarray, truth: np.ndarray) -> float:
    """The share of the true best that was found, shapes (queries, K)."""
    return float(np.mean([len(np.intersect1d(*pair)) / K for pair in zip(found, truth, strict=True)]))


def users_a_second(n: int, users: int = 1_000) -> float:
    """Queries a second when many are asked at once, on every core."""
    index, queries = ItemIndex(vectors_of(n, FADE, 0)), vectors_of(users, FADE, 1)
    began = time.perf_counter()
    index.search_many(queries, K)
    return users / (time.perf_counter() - began)


def fold_in_ms(items: int = 100_000, history: int = 30) -> float:
    """Milliseconds to make a shopper's vector from so many likes."""
    state = {"item_factors": vectors_of(items, FADE, 0), "spectrum": np.linspace(900.0, 1.0, D)}
    model = ImplicitALS.from_state({"factors": D}, state)
    rng = np.random.default_rng(2)
    histories = [rng.choice(items, history, replace=False) for _ in range(200)]
    with threadpool_limits(limits=1, user_api="blas"):
        return milliseconds(model.fold_in, np.array(histories))


def main() -> None:
    """Print two tables."""
    print(f"Top {K}, {D} axes, one query at a time on one thread, milliseconds (median of {QUERIES}):\n")
    print("| catalogue | read once (limit) | ours | ours / limit | NumPy full scan | FAISS flat | FAISS IVF |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    print(row("100,000 items", 100_000, FADE))
    print(row("1,000,000 items", 1_000_000, FADE))
    print(row("1,000,000 items, axes that do not fade", 1_000_000, 1e9))
    print("| goal | | ≤ 5 at 100,000 | ≤ 1.5 at 1,000,000 | | | |")
    print("\n| what | measured | goal |\n|---|--:|--:|")
    print(f"| users a second, 100,000 items, {os.cpu_count()} cores | {users_a_second(100_000):,.0f} | ≥ 1,000 |")
    print(f"| fold-in of 30 likes, {D} axes | {fold_in_ms():.2f} ms | ≤ 0.3 ms |")


if __name__ == "__main__":
    main()

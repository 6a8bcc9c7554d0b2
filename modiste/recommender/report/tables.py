"""The numbers of a comparison as tables of the page."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from modiste.recommender.bootstrap import Interval
from modiste.recommender.comparison import Comparison
from modiste.recommender.measurement import Measurement

Figure = float | None
BEYOND: Mapping[str, tuple[str, Callable[[float], str], int]] = {
    # figure → its heading, how it is written, and whether more (1) or less (−1) is better; 0: neither
    "coverage": ("coverage", lambda value: f"{value:.1%}", 1),
    "gini": ("Gini", lambda value: f"{value:.3f}", -1),
    "novelty": ("novelty", lambda value: f"{value:.2f}", 0),
    "diversity": ("diversity", lambda value: f"{value:.3f}", 0),
    "popularity_lift": ("popularity lift", lambda value: f"{value:+.0%}", 0),
    "miscalibration": ("miscalibration", lambda value: f"{value:.3f}", -1),
    "calibration_error": ("honesty", lambda value: f"{value:.2%}", -1),
}
COST: Mapping[str, str] = {"fit_cpu_seconds": "learns, CPU s", "ask_seconds": "asked, s"}


def accuracy_table(comparison: Comparison, colours: Mapping[str, int]) -> str:
    """Return NDCG, recall, MAP, MRR and hit rate of every model with intervals, and how far it is behind."""
    k = comparison.settings.k
    names = {"ndcg": "NDCG", "recall": "Recall", "map": "MAP", "mrr": "MRR", "hit_rate": "HR"}
    best = {metric: comparison.best(metric).model for metric in names}
    rows = []
    for entry in best_first(comparison):
        cells = [_interval(entry.accuracy[metric], entry.model == best[metric]) for metric in names]
        is_best = entry.model == best["ndcg"]
        cells.append("<td>–</td>" if is_best else _interval(comparison.behind(entry), False))
        rows.append(_row(entry, colours, cells))
    return _table("Accuracy", [*(f"{name}@{k}" for name in names.values()), "behind"], rows)


def beyond_table(comparison: Comparison, colours: Mapping[str, int]) -> str:
    """Return what accuracy does not say; columns that no model has are left out."""
    shown = [name for name in BEYOND if any(entry.beyond.get(name) is not None for entry in comparison.measurements)]
    costs = [name for name in COST if any(name in entry.cost for entry in comparison.measurements)]
    best = {name: _best_figure([entry.beyond.get(name) for entry in comparison.measurements], name) for name in shown}
    rows = []
    for entry in best_first(comparison):
        cells = [_figure(entry.beyond.get(name), BEYOND[name][1], best[name]) for name in shown]
        cells += [_figure(entry.cost.get(name), lambda value: f"{value:.2f}", None) for name in costs]
        rows.append(_row(entry, colours, cells))
    return _table("Beyond accuracy", [*(BEYOND[name][0] for name in shown), *(COST[name] for name in costs)], rows)


def settings_table(comparison: Comparison, colours: Mapping[str, int]) -> str:
    """Return the settings of every model."""
    rows = [
        _row(entry, colours, [f'<td class="words">{escape(_parameters(entry)) or "none"}</td>'])
        for entry in best_first(comparison)
    ]
    return _table("Settings", ["settings"], rows)


def best_first(comparison: Comparison) -> list[Measurement]:
    """Return the measurements by falling NDCG."""
    return sorted(comparison.measurements, key=lambda entry: -entry.accuracy["ndcg"].mean)


def _parameters(entry: Measurement) -> str:
    return ", ".join(f"{name} {_setting(value)}" for name, value in entry.parameters.items())


def _setting(value: Any) -> str:
    """A setting as one reads it: numbers short, models within a model by their names."""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        return str(value["kind"]) if "kind" in value else ", ".join(map(str, value))
    if isinstance(value, list | tuple):
        return "(" + ", ".join(_setting(entry) for entry in value) + ")"
    return str(value)


def _best_figure(values: Sequence[Figure], name: str) -> Figure:
    known = [value for value in values if value is not None]
    direction = BEYOND[name][2]
    if direction == 0 or len(known) < 2:
        return None
    return max(known) if direction > 0 else min(known)


def _interval(entry: Interval, is_best: bool) -> str:
    mark = ' class="best"' if is_best else ""
    return f"<td{mark}>{entry.mean:.4f}<small>{entry.low:.4f} – {entry.high:.4f}</small></td>"


def _figure(value: Figure, show: Callable[[float], str], best: Figure) -> str:
    if value is None:
        return "<td>–</td>"
    mark = ' class="best"' if best is not None and value == best else ""
    return f"<td{mark}>{show(value)}</td>"


def _row(entry: Measurement, colours: Mapping[str, int], cells: Sequence[str]) -> str:
    swatch = f'<span class="swatch c{colours[entry.model]}"></span>'
    return f'<tr><th scope="row">{swatch}{escape(entry.model)}</th>{"".join(cells)}</tr>'


def _table(title: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    side = ' class="words"' if heads == ["settings"] else ""
    head = "".join(f'<th scope="col"{side}>{escape(name)}</th>' for name in ("model", *heads))
    return (
        f'<div class="sheet" tabindex="0" role="region" aria-label="{escape(title)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )

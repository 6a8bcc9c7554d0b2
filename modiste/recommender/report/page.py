"""A comparison as one page of HTML: no script, no request, readable on a phone, by day and by night."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import numpy as np

from modiste import __version__
from modiste.recommender.comparison import Comparison
from modiste.recommender.measurement import Measurement, liking_curve
from modiste.recommender.report import charts
from modiste.recommender.report.tables import accuracy_table, best_first, beyond_table, settings_table

COLOURS = 10  # variables --s0 … --s9 of the style; --s0, a grey, is popularity's
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
TERMS: Mapping[str, str] = {
    "NDCG@k": "held-out items found in a list of k, the higher the better placed; 1 is the best possible list",
    "Recall@k": "the share of a shopper's held-out items that stand in her list",
    "MAP, MRR, HR": "mean precision at each hit; 1 / place of the first hit; the share of lists with any hit",
    "Interval": "95 % of the bootstrap samples of the shoppers lie within; behind is paired, shopper by shopper",
    "Coverage, Gini": "the share of the items that anybody is shown; how unequally places go to items (0 = equally)",
    "Novelty": "mean self-information of what is shown, in bits: 10 bits = one shopper in 1,024 has it",
    "Diversity": "mean cosine distance between two items of a list",
    "Popularity lift": "how much more popular the items shown are than those the same shoppers had chosen themselves",
    "Miscalibration": "how far a list's mix of categories is from the history's, in bits (Steck 2018); 0 is the same",
    "Honesty": "mean distance between the probability that a score says and how often it came true",
}


def write_page(comparison: Comparison, file: Path, *, title: str, created_at: str) -> None:
    """Write the page of a comparison to a file; see `as_page` for title and created_at. Raises OSError."""
    file.write_text(as_page(comparison, title=title, created_at=created_at), encoding="utf-8")


def as_page(comparison: Comparison, *, title: str, created_at: str) -> str:
    """Return the whole page.

    Parameters
    ----------
    comparison : Comparison
        What is shown.
    title : str
        What was measured, such as the data's name.
    created_at : str
        When, as it shall be shown; the library has no clock.
    """
    colours = _colours(comparison.measurements)
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    body = [
        _head(comparison, title),
        _accuracy(comparison, colours),
        _curves(comparison, colours),
        _beyond(comparison, colours),
        _honesty(comparison, colours),
        _how(comparison, colours),
        f"<footer>Made by Modiste {escape(__version__)} on {escape(created_at)}. "
        f"Question <code>{comparison.protocol.fingerprint()[:16]}</code>: only figures of the same question may be "
        "compared with these.</footer>",
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{escape(title)}: models compared</title><style>{style}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>\n"
    )


def verdict(comparison: Comparison) -> str:
    """Return in one or two sentences which model is best, and whether that is more than chance."""
    best, k = comparison.best(), comparison.settings.k
    entry = best.accuracy["ndcg"]
    said = f"{best.model} ranks best, with an NDCG@{k} of {entry.mean:.4f} ({entry.low:.4f} to {entry.high:.4f})."
    others = sorted(
        (other for other in comparison.measurements if other is not best), key=lambda one: -one.accuracy["ndcg"].mean
    )
    if not others:
        return said
    gap = comparison.behind(others[0])
    if gap.low > 0:
        return f"{said} It is ahead of {others[0].model} by {gap.mean:.4f}, beyond chance."
    return f"{said} Its lead over {others[0].model}, {gap.mean:.4f}, may be chance."


def _colours(measurements: Sequence[Measurement]) -> dict[str, int]:
    named = [entry.model for entry in measurements if entry.model != "popularity"]
    return {"popularity": 0} | {name: 1 + number % (COLOURS - 1) for number, name in enumerate(named)}


def _head(comparison: Comparison, title: str) -> str:
    facts, protocol = comparison.protocol.facts(), comparison.protocol
    shown = {
        "shoppers": f"{facts['users']:,}",
        "items": f"{facts['items']:,}",
        "likes learnt from": f"{facts['train']:,}",
        "likes held out": f"{facts['test']:,}",
        "shoppers asked": f"{facts['users_asked']:,}",
        "items ranked": f"{facts['items_ranked']:,}",
        "density": f"{facts['density']:.3%}",
    }
    cells = "".join(f'<div><dt>{name}</dt><dd class="figure">{value}</dd></div>' for name, value in shown.items())
    return (
        f'<p class="kicker">Models compared · {escape(protocol.name)}</p><h1>{escape(title)}</h1>'
        f'<p class="lead">{escape(verdict(comparison))}</p><p class="soft">{escape(protocol.description)}</p>'
        f'<dl class="facts">{cells}</dl>'
    )


def _accuracy(comparison: Comparison, colours: Mapping[str, int]) -> str:
    k, drawn = comparison.settings.k, []
    for metric, name in (("ndcg", f"NDCG@{k}"), ("recall", f"Recall@{k}")):
        ordered = sorted(comparison.measurements, key=lambda entry: -entry.accuracy[metric].mean)
        rows = [(entry.model, colours[entry.model], entry.accuracy[metric]) for entry in ordered]
        drawn.append(
            _figure(name, charts.bars(name, rows, ordered[0].model), "Whiskers: 95 % intervals over shoppers.")
        )
    return (
        "<h2>What was held out, found again</h2>"
        f'<div class="pair">{"".join(drawn)}</div>{accuracy_table(comparison, colours)}'
        '<p class="note">Small figures: 95 % intervals. Behind: how much NDCG a model lacks to the best one, shopper '
        "by shopper; an interval that holds 0 may be chance.</p>"
    )


def _curves(comparison: Comparison, colours: Mapping[str, int]) -> str:
    depth = comparison.settings.depth
    places, shares = np.arange(depth + 1, dtype=np.float64), np.linspace(0, 1, 101)
    recall = [
        charts.Series(entry.model, colours[entry.model], places, np.append(0.0, entry.recall_curve))
        for entry in comparison.measurements
    ]
    shown = [
        charts.Series(entry.model, colours[entry.model], shares, entry.exposure_curve)
        for entry in comparison.measurements
    ]
    reference = charts.Series("held-out likes", 0, shares, liking_curve(comparison.protocol), is_reference=True)
    exposure = charts.lines(
        "Popularity bias",
        [*shown, reference],
        "share of the items, most popular first",
        "share of all places",
        shares=True,
    )
    return (
        "<h2>Longer lists, and whose items stand in them</h2>"
        '<div class="pair">'
        + _figure("Recall by length of the list", charts.lines("Recall", recall, "length of the list", "recall"), "")
        + _figure(
            "Popularity bias", exposure, "Above the dashed line, a model favours the popular more than people do."
        )
        + "</div>"
    )


def _beyond(comparison: Comparison, colours: Mapping[str, int]) -> str:
    return (
        "<h2>Beyond accuracy</h2>"
        f'<p class="soft">What lists of {comparison.settings.k} are like, and what they cost.</p>'
        f"{beyond_table(comparison, colours)}"
    )


def _honesty(comparison: Comparison, colours: Mapping[str, int]) -> str:
    known = [(entry, found) for entry in best_first(comparison) if (found := entry.reliability) is not None]
    if not known:
        return ""
    drawn = "".join(
        _figure(
            entry.model,
            charts.honesty(entry.model, colours[entry.model], found),
            f"off by {found.error:.2%} on average",
        )
        for entry, found in known
    )
    return (
        "<h2>Are scores honest?</h2>"
        '<p class="soft">A logistic curve, fitted on one half of the shoppers, turns scores into probabilities. For '
        "the other half: the probability said (across) and how often it came true (up). On the dashed line, scores "
        f'mean what they say, for everybody alike.</p><div class="many">{drawn}</div>'
    )


def _how(comparison: Comparison, colours: Mapping[str, int]) -> str:
    how, protocol = comparison.settings, comparison.protocol
    own = ", ".join(f"{name} {value}" for name, value in protocol.settings.items())
    terms = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in TERMS.items())
    missing = "".join(
        f'<p class="note">{escape(name)} was left out: {escape(reason)}</p>'
        for name, reason in comparison.left_out.items()
    )
    return (
        "<h2>How it was measured</h2>"
        f"<p>{escape(protocol.name)}{': ' + escape(own) if own else ''}. Lists of {how.k}, curves to {how.depth}, "
        f"{how.resamples:,} bootstrap samples, seed {how.random_state}.</p>{missing}"
        f'{settings_table(comparison, colours)}<dl class="terms">{terms}</dl>'
    )


def _figure(title: str, drawing: str, caption: str) -> str:
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure><h3>{escape(title)}</h3>{drawing}{below}</figure>"

"""A comparison as a table in the terminal."""

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from modiste.recommender.bootstrap import Interval
from modiste.recommender.comparison import Comparison

PLAIN_WIDTH = 110


def print_comparison(comparison: Comparison, console: Console | None = None) -> None:
    """Print a comparison (question, table, verdict) to a console of rich, the standard output when absent.

    Without colours, and wide enough, where that is no terminal.
    """
    out = console or Console(highlight=False)
    if not out.is_terminal:
        out.width = max(out.width, PLAIN_WIDTH)
    protocol, facts = comparison.protocol, comparison.protocol.facts()
    out.print(f"[bold]{protocol.name}[/bold]  {protocol.description}", soft_wrap=True)
    out.print(
        f"{facts['users_asked']:,} shoppers asked, {facts['items_ranked']:,} items ranked, {facts['train']:,} likes "
        f"learnt from, {facts['test']:,} held out",
        style="dim",
        soft_wrap=True,
    )
    out.print(as_rich_table(comparison))
    for name, reason in comparison.left_out.items():
        out.print(f"{name} was left out: {reason}", style="yellow", soft_wrap=True)


def as_rich_table(comparison: Comparison) -> RenderableType:
    """Return the figures as a table of rich: the best of each column bold, means with half the interval's width."""
    k = comparison.settings.k
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("model", no_wrap=True)
    for head in (f"NDCG@{k}", f"Recall@{k}", f"HR@{k}", "behind", "coverage", "Gini", "pop. lift", "novelty", "CPU s"):
        table.add_column(head, justify="right", no_wrap=True)
    best = {metric: comparison.best(metric).model for metric in ("ndcg", "recall", "hit_rate")}
    for entry in sorted(comparison.measurements, key=lambda one: -one.accuracy["ndcg"].mean):
        accuracy = [_interval(entry.accuracy[metric], entry.model == best[metric]) for metric in best]
        gap, lift = comparison.behind(entry), entry.beyond["popularity_lift"]
        behind = "–" if entry.model == best["ndcg"] else f"{gap.mean:.4f}{'' if gap.low > 0 else ' ?'}"
        table.add_row(
            entry.model,
            *accuracy,
            behind,
            f"{entry.beyond['coverage']:.1%}",
            f"{entry.beyond['gini']:.2f}",
            "–" if lift is None else f"{lift:+.0%}",
            f"{entry.beyond['novelty']:.1f}",
            f"{entry.cost.get('fit_cpu_seconds', float('nan')):.1f}",
        )
    return table


def _interval(entry: Interval, is_best: bool) -> Text:
    reach = (entry.high - entry.low) / 2
    shown = Text(f"{entry.mean:.4f}", style="bold" if is_best else "")
    return shown.append(f" ±{reach:.4f}", style="dim")

"""A comparison as a Markdown table, for pages that people write."""

from modiste.recommender.comparison import Comparison


def as_markdown(comparison: Comparison) -> str:
    """Return one line per model, best first: means with half their 95 % interval, and what accuracy does not say."""
    k = comparison.settings.k
    lines = [
        f"| model | NDCG@{k} | Recall@{k} | HR@{k} | coverage | Gini | novelty | CPU s |",
        "|---" + "|--:" * 7 + "|",
    ]
    for entry in sorted(comparison.measurements, key=lambda one: -one.accuracy["ndcg"].mean):
        figures = [entry.accuracy[metric] for metric in ("ndcg", "recall", "hit_rate")]
        accuracy = " | ".join(f"{figure.mean:.4f} ± {(figure.high - figure.low) / 2:.4f}" for figure in figures)
        beyond = f"{entry.beyond['coverage']:.3f} | {entry.beyond['gini']:.3f} | {entry.beyond['novelty']:.2f}"
        lines.append(f"| {entry.model} | {accuracy} | {beyond} | {entry.cost.get('fit_cpu_seconds', 0.0):.2f} |")
    return "\n".join(lines)

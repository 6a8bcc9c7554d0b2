"""Why a card is shown, computed from what carried its score: liked items, shared words, popularity, newness."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from modiste.shop.recommendations.candidates import History
from modiste.shop.recommendations.ranking import Ranked
from modiste.shop.recommendations.snapshot import Snapshot

MOST = 3  # reasons on a card
LEAST_SHARE = 0.05
TAGS_NAMED = 3
GONE = "something that is no longer sold"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause and the share of the score that it carried; `item_id` or `value` says which item or word."""

    kind: str
    share: float
    text: str
    item_id: int | None = None
    value: str | None = None

    def sentence(self, names: Mapping[int, str]) -> str:
        """The cause in words; a liked item is named by `names`, which come from SQL with the cards."""
        return self.text if self.item_id is None else f"{self.text} {names.get(self.item_id, GONE)}"


SAYS = {
    "tag": "More with: {}",
    "colour": "In {}, a colour you like",
    "brand": "From {}, a brand you like",
    "category": "You often like this kind: {}",
}


def reasons_for(snapshot: Snapshot, history: History, ranked: Ranked) -> list[list[Reason]]:
    """The strongest reasons of each ranked row; a row's shares sum to at most 1."""
    liked = _shares_of_liked(snapshot, history, ranked)
    found = []
    for place, row in enumerate(ranked.rows.tolist()):
        parts = {
            "collaborative": ranked.collaborative[place],
            "content": max(0.0, ranked.content[place]),
            "popular": ranked.popular[place],
            "new": ranked.new[place],
        }
        total = sum(parts.values())
        if total <= 0:
            found.append([look_around(snapshot, row)])
            continue
        causes = _liked_items(snapshot, history, liked[place], parts["collaborative"] / total)
        causes += _words(snapshot, row, ranked.profile, parts["content"] / total)
        causes.append(Reason("popular", parts["popular"] / total, "Popular with shoppers at the moment"))
        causes.append(Reason("new", parts["new"] / total, "New this week"))
        causes.sort(key=lambda reason: -reason.share)
        strong = [reason for reason in causes if reason.share >= LEAST_SHARE][:MOST]
        found.append(strong or [look_around(snapshot, row)])
    return found


def _shares_of_liked(snapshot: Snapshot, history: History, ranked: Ranked) -> npt.NDArray[Any]:
    """How the collaborative score of each row divides among the items of the history, (rows, history)."""
    if snapshot.als is None or not len(history.vector):
        return np.zeros((len(ranked.rows), len(history.rows)))
    parts = np.maximum(snapshot.als.contributions(history.rows, history.weights, ranked.rows), 0)
    total = parts.sum(axis=1, keepdims=True)
    shares: npt.NDArray[Any] = np.divide(parts, total, out=np.zeros_like(parts), where=total > 0)
    return shares


def _liked_items(snapshot: Snapshot, history: History, shares: npt.NDArray[Any], whole: float) -> list[Reason]:
    best = np.argsort(-shares, kind="stable")[:2]
    return [
        Reason(
            "liked_item",
            float(shares[place]) * whole,
            "Because you liked",
            item_id=int(snapshot.shelf.ids[history.rows[place]]),
        )
        for place in best.tolist()
        if history.weights[place] > 0 and shares[place] > 0
    ]


def _words(snapshot: Snapshot, row: int, profile: npt.NDArray[Any], whole: float) -> list[Reason]:
    """The words that carried the content score; tags together, since one word alone says little."""
    words = snapshot.shelf.words.of_row(row)
    worth = np.maximum(profile[words], 0)
    total = float(worth.sum())
    if total <= 0 or whole <= 0:
        return []
    dictionary = snapshot.shelf.dictionary
    reasons, tags = [], []
    for word, value in sorted(zip(words.tolist(), worth.tolist(), strict=True), key=lambda pair: -pair[1]):
        share = value / total * whole
        if value <= 0:
            break
        if dictionary.kinds[word] == "tag":
            tags.append((dictionary.values[word], share))
        else:
            kind, label = dictionary.kinds[word], dictionary.labels[word]
            reasons.append(Reason(kind, share, SAYS[kind].format(label), value=dictionary.values[word]))
    if tags:
        named = ", ".join(tag for tag, _ in tags[:TAGS_NAMED])
        share = sum(share for _, share in tags[:TAGS_NAMED])
        reasons.append(Reason("tag", share, SAYS["tag"].format(named), value=named))
    return reasons


def look_around(snapshot: Snapshot, row: int) -> Reason:
    """The honest reason of a card that no taste speaks for yet."""
    word = int(snapshot.shelf.category[row])
    dictionary = snapshot.shelf.dictionary
    return Reason("category", 1.0, f"To learn your taste: {dictionary.labels[word]}", value=dictionary.values[word])

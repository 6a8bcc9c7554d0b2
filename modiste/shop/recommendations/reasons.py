"""Why a card is shown, computed from what carried its score: liked items, shared words, popularity, newness."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from modiste.shop.recommendations.candidates import History
from modiste.shop.recommendations.ranking import Ranked
from modiste.shop.recommendations.schemas import ReasonOut
from modiste.shop.recommendations.shelf import Ints
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.stated import Stated

MOST = 3  # reasons on a card
LEAST_SHARE = 0.05
TAGS_NAMED = 3
LIKED_NAMED = 2
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


def reason_out(reason: Reason, names: Mapping[int, str]) -> ReasonOut:
    """A reason as it goes over the wire."""
    return ReasonOut(
        kind=reason.kind,
        text=reason.sentence(names),
        share=int(reason.share * 10_000) / 10_000,
        item_id=reason.item_id,
        value=reason.value if reason.item_id is None else names.get(reason.item_id),
    )


SAYS = {
    "colour": "In {}, a colour you like",
    "brand": "From {}, a brand you like",
    "category": "You often like this kind: {}",
    "pattern": "With a pattern you like: {}",
    "material": "In {}, a material you like",
}


def reasons_for(snapshot: Snapshot, history: History, ranked: Ranked) -> list[list[Reason]]:
    """The strongest reasons of each ranked row; a row's shares sum to at most 1."""
    content = np.maximum(ranked.content, 0)
    said = np.maximum(ranked.stated.points, 0)
    total = ranked.collaborative + content + ranked.popular + ranked.new + said.sum(axis=1)
    whole = np.maximum(total, 1e-12)
    liked = _liked_items(snapshot, history, ranked, ranked.collaborative / whole)
    words = _words(snapshot, ranked, content / whole)
    stated = _sayings(ranked.stated, said / whole[:, None])
    popular, new = (ranked.popular / whole).tolist(), (ranked.new / whole).tolist()
    found = []
    for place, row in enumerate(ranked.rows.tolist()):
        causes = liked[place] + words[place] + stated[place]
        causes.append(Reason("popular", popular[place], "Popular with shoppers at the moment"))
        causes.append(Reason("new", new[place], "New this week"))
        strong = [reason for reason in causes if reason.share >= LEAST_SHARE]
        strong.sort(key=_by_share)
        found.append(strong[:MOST] or [look_around(snapshot, row, history.removed)])
    return found


def _by_share(reason: Reason) -> float:
    return -reason.share


def _liked_items(snapshot: Snapshot, history: History, ranked: Ranked, whole: npt.NDArray[Any]) -> list[list[Reason]]:
    """The two liked items that carried most of each row's collaborative score, by the model's own decomposition."""
    if snapshot.als is None or not len(history.vector):
        return [[] for _ in ranked.rows]
    parts = snapshot.als.contributions(history.rows, history.weights, ranked.rows).astype(np.float64)
    parts = np.maximum(parts, 0)
    parts *= (whole / np.maximum(parts.sum(axis=1), 1e-12))[:, None]
    best = np.argsort(-parts, axis=1, kind="stable")[:, :LIKED_NAMED]
    ids = snapshot.shelf.ids[history.rows[best]].tolist()
    shares = np.take_along_axis(parts, best, axis=1).tolist()
    return [
        [
            Reason("liked_item", share, "Because you liked", item_id=item_id)
            for item_id, share in zip(row_ids, row_shares, strict=True)
            if share >= LEAST_SHARE
        ]
        for row_ids, row_shares in zip(ids, shares, strict=True)
    ]


def _words(snapshot: Snapshot, ranked: Ranked, whole: npt.NDArray[Any]) -> list[list[Reason]]:
    """The words that carried each row's content score; tags together, since one word alone says little."""
    listed = snapshot.shelf.words.at(ranked.rows)
    worth = np.maximum(ranked.profile[listed.values], 0)
    total = np.add.reduceat(worth, listed.starts[:-1])
    shares = (worth * np.repeat(whole / np.maximum(total, 1e-12), np.diff(listed.starts))).tolist()
    words, starts = listed.values.tolist(), listed.starts.tolist()
    return [
        _spoken(snapshot, words[begin:end], shares[begin:end]) for begin, end in zip(starts, starts[1:], strict=False)
    ]


def _sayings(stated: Stated, shares: npt.NDArray[Any]) -> list[list[Reason]]:
    """What she said that speaks for each row, in her own words."""
    return [
        [
            Reason("preference", share, f"As you told us: {saying}", value=saying)
            for saying, share in zip(stated.sayings, of_row, strict=True)
            if share >= LEAST_SHARE
        ]
        for of_row in shares.tolist()
    ]


def _spoken(snapshot: Snapshot, words: list[int], shares: list[float]) -> list[Reason]:
    dictionary = snapshot.shelf.dictionary
    reasons: list[Reason] = []
    tags: list[tuple[float, str]] = []
    for word, share in zip(words, shares, strict=True):
        kind = dictionary.kinds[word]
        if share > 0 and kind == "tag":
            tags.append((share, dictionary.values[word]))
        elif share >= LEAST_SHARE:
            text = SAYS[kind].format(dictionary.labels[word])
            reasons.append(Reason(kind, share, text, value=dictionary.values[word]))
    if tags:
        tags.sort(reverse=True)
        named = ", ".join(tag for _, tag in tags[:TAGS_NAMED])
        reasons.append(Reason("tag", sum(share for share, _ in tags[:TAGS_NAMED]), f"More with: {named}", value=named))
    return reasons


def look_around(snapshot: Snapshot, row: int, removed: Ints) -> Reason:
    """The honest reason of a card that no taste speaks for yet; names no word that the shopper removed."""
    words, dictionary = snapshot.shelf.words.of_row(row).tolist(), snapshot.shelf.dictionary
    word = next((word for word in words if word not in removed), None)  # the category, unless that is what she removed
    if word is None:
        return Reason("learning", 1.0, "To learn your taste")
    return Reason("learning", 1.0, f"To learn your taste: {dictionary.labels[word]}", value=dictionary.values[word])

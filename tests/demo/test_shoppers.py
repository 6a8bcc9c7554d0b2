"""The synthetic shoppers: repeatable, plausible, and with a taste that a model can find."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from modiste.demo.accounts import demo_accounts
from modiste.demo.garments import demo_items
from modiste.demo.interactions import DemoInteraction, demo_interactions
from modiste.demo.item import DemoItem
from modiste.demo.kinds import KINDS
from modiste.demo.shoppers import demo_shoppers, demo_visitor

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def items() -> list[DemoItem]:
    return demo_items()


@pytest.fixture(scope="module")
def acts(items: list[DemoItem]) -> list[DemoInteraction]:
    return demo_interactions([*demo_shoppers(items), demo_visitor()], items, now=NOW)


def test_makes_the_same_shoppers_and_histories_for_the_same_seed(items: list[DemoItem]) -> None:
    few = demo_shoppers(items, count=12)
    assert few == demo_shoppers(items, count=12)
    assert few != demo_shoppers(items, seed=5, count=12)
    assert demo_interactions(few, items, now=NOW) == demo_interactions(few, items, now=NOW)


def test_leaving_one_shopper_out_changes_nothing_for_the_others(items: list[DemoItem]) -> None:
    first, second = demo_shoppers(items, count=2)
    together = demo_interactions([first, second], items, now=NOW)
    assert [act for act in together if act.shopper == second.email] == demo_interactions([second], items, now=NOW)


def test_invents_addresses_that_cannot_be_anyones(items: list[DemoItem]) -> None:
    shoppers = demo_shoppers(items)
    assert len({shopper.email for shopper in shoppers}) == len(shoppers) == 400
    assert all(shopper.email.endswith("@demo.example") and shopper.email.isascii() for shopper in shoppers)


def test_each_shopper_swipes_forty_to_a_hundred_and_twenty_cards_and_none_twice(
    acts: list[DemoInteraction],
) -> None:
    swiped = defaultdict(list)
    for act in acts:
        if act.action in ("left", "right"):
            swiped[act.shopper].append(act.external_id)
    visitor = swiped.pop(demo_visitor().email)
    assert len(visitor) == len(set(visitor)) == 30
    assert all(40 <= len(cards) <= 120 and len(set(cards)) == len(cards) for cards in swiped.values())


def test_everything_happened_in_the_ninety_days_before_now(acts: list[DemoInteraction]) -> None:
    assert NOW - timedelta(days=90) <= acts[0].at
    assert acts[-1].at <= NOW
    assert all(before.at <= after.at for before, after in zip(acts, acts[1:], strict=False))


def test_nobody_has_seen_what_arrived_this_week(items: list[DemoItem], acts: list[DemoInteraction]) -> None:
    fresh = {item.external_id for item in items if item.listed_days_ago < 7}
    assert len(fresh) >= 10
    assert fresh.isdisjoint(act.external_id for act in acts)


def test_shoppers_buy_only_what_they_liked_in_a_size_in_stock(
    items: list[DemoItem], acts: list[DemoInteraction]
) -> None:
    by_sku = {item.external_id: item for item in items}
    sizes = {shopper.email: dict(shopper.taste.sizes) for shopper in [*demo_shoppers(items), demo_visitor()]}
    liked = {(act.shopper, act.external_id) for act in acts if act.action == "right"}
    bought = [act for act in acts if act.action == "purchase"]
    assert len(bought) > 100
    for act in bought:
        assert (act.shopper, act.external_id) in liked
        item = by_sku[act.external_id]
        wanted = sizes[act.shopper][KINDS[item.category].sizes]
        assert any(variant.size == wanted and variant.stock for variant in item.variants)


def test_likes_follow_a_long_tail(acts: list[DemoInteraction]) -> None:
    likes = sorted(Counter(act.external_id for act in acts if act.action == "right").values(), reverse=True)
    tenth = len(likes) // 10
    assert sum(likes[:tenth]) / sum(likes) > 0.2
    assert 0.25 < sum(likes) / sum(act.action in ("left", "right") for act in acts) < 0.55


def test_a_personal_model_finds_far_more_held_out_likes_than_popularity(
    items: list[DemoItem], acts: list[DemoInteraction]
) -> None:
    columns = {item.external_id: number for number, item in enumerate(items)}
    swipes = defaultdict(list)
    for act in acts:
        if act.action in ("left", "right"):
            swipes[act.shopper].append((columns[act.external_id], act.action == "right"))
    liked = np.zeros((len(swipes), len(items)))
    seen = np.zeros_like(liked, dtype=bool)
    held: list[set[int]] = []
    for row, cards in enumerate(swipes.values()):
        last = {item for item, is_right in [card for card in cards if card[1]][-3:]}
        held.append(last)
        for item, is_right in cards:
            if item not in last:
                seen[row, item] = True
                liked[row, item] = is_right

    def recall(scores: np.ndarray) -> float:
        top = np.argsort(-np.where(seen, -np.inf, scores), axis=1)[:, :20]
        hits = [len(last & set(row.tolist())) / len(last) for last, row in zip(held, top, strict=True) if last]
        return float(np.mean(hits))

    left, weights, right = np.linalg.svd(liked, full_matrices=False)
    personal = recall((left[:, :8] * weights[:8]) @ right[:8])
    popular = recall(np.tile(liked.sum(axis=0), (len(liked), 1)))
    assert personal > 1.5 * popular


def test_there_is_one_account_of_each_role_and_the_boutique_account_owns_the_first_boutique() -> None:
    accounts = {account.role: account for account in demo_accounts()}
    assert set(accounts) == {"user", "boutique", "admin"}
    assert accounts["boutique"].boutique == "maison-maren"
    assert accounts["user"].email == demo_visitor().email

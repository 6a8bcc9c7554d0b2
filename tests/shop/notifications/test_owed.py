"""Mails of one's own order: part of the purchase, so they go to where the order says, whatever else is switched off."""

import pytest
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.kit.mail.base import Mail
from modiste.shop.kit.settings import Settings
from modiste.shop.notifications.facts import OrderNewsKind
from modiste.shop.notifications.service import notify
from modiste.shop.notifications.words import LANGUAGES, mail_of
from tests.shop.notifications.test_inbox import news_of
from tests.shop.notifications.test_sending import Post, ann, ann_id, post, shop, work_off  # noqa: F401 - fixtures
from tests.shop.notifications.test_words import step


def test_an_order_is_mailed_to_its_address_though_mails_are_off(
    shop: Database,  # noqa: F811 - fixtures
    settings: Settings,
    ann: TestClient,  # noqa: F811
    ann_id: int,  # noqa: F811
    post: Post,  # noqa: F811
) -> None:
    ann.patch("notifications/settings", json={"mail": False})
    with shop.transaction() as session:
        told = {"key": "a", "link": "/orders/1", "mail_to": "ann@work.example"}
        assert notify(session, ann_id, step(OrderNewsKind.ORDER_PAID), **told)
        notify(session, ann_id, step(OrderNewsKind.BOUTIQUE_PARCEL_TO_PACK), key="b", link="/boutique/parcels/1")
        notify(session, ann_id, news_of("Coat"), key="c", link="/items/1")
    assert work_off(shop, settings) == ["sent"]
    [mail] = post.taken
    assert isinstance(mail, Mail)
    assert (mail.to, mail.unsubscribe) == ("ann@work.example", "")
    assert mail.text.endswith("You get this mail because you ordered at Modiste.\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_says_why_it_comes_and_how_to_end_it(language: str) -> None:
    leave = "https://shop.example/unsubscribe?token=1.a"
    facts = {
        "asked": news_of("Coat"),
        "sells": step(OrderNewsKind.BOUTIQUE_PARCEL_TO_PACK),
        "ordered": step(OrderNewsKind.ORDER_PAID),
    }
    texts = {why: mail_of(told, "…", language, link="/", leave=leave) for why, told in facts.items()}
    assert len(set(texts.values())) == 3
    assert [why for why, text in texts.items() if leave in text] == ["asked", "sells"]

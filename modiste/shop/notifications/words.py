"""The words of mails, pushes and the API's texts, in the reader's language; the web app has words of its own.

They are put together when something is sent, from the facts that were kept, so a language that is switched holds at
once. `WORDS` has the same templates, with the same fields, in every language.
"""

from collections.abc import Mapping
from enum import StrEnum
from string import Formatter
from typing import Any, Literal, get_args

from modiste.shop.kit.money import Money, as_text
from modiste.shop.notifications.facts import Facts, News, NewsKind, OrderNews, PriceNews, WebhookNews, is_owed
from modiste.shop.notifications.order_words import ORDER_WORDS
from modiste.shop.notifications.webhook_words import WEBHOOK_WORDS

Language = Literal["en", "fr", "de"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
MAIL = "{body}\n\n{link}\n\n--\n{why}\n"


class Phrase(StrEnum):
    """What is said beside the news themselves."""

    NOW_COSTS = "now_costs"
    BACK = "back"
    SIZED = "sized"
    ASKED = "asked"
    SELLS = "sells"
    ORDERED = "ordered"


WORDS: Mapping[Language, Mapping[NewsKind | Phrase, str]] = {
    "en": {
        Phrase.NOW_COSTS: "{item} now costs {total}",
        Phrase.BACK: "{item} is in stock again",
        Phrase.SIZED: "{item} in size {size}",
        NewsKind.IN_STOCK: "{item} is in stock again at {shop}.",
        NewsKind.TARGET_REACHED: "{item} now costs {total} at {shop}, and you waited for {before}.",
        NewsKind.FELL: "{item} now costs {total} at {shop}, {percent} % less than the {before} when you set the alert.",
        NewsKind.CHEAPER: "{item} now costs {total} at {shop}, less than the {before} that you know.",
        NewsKind.DEARER: "{item} now costs {total} at {shop}, more than the {before} that you know.",
        Phrase.ASKED: "You get this mail because you asked Modiste to tell you.\nNo more mails: {leave}",
        Phrase.SELLS: "You get this mail because your boutique sells at Modiste.\nNo more mails: {leave}",
        Phrase.ORDERED: "You get this mail because you ordered at Modiste.",
    },
    "fr": {
        Phrase.NOW_COSTS: "{item} coûte maintenant {total}",
        Phrase.BACK: "{item} est de nouveau en stock",
        Phrase.SIZED: "{item} en taille {size}",
        NewsKind.IN_STOCK: "{item} est de nouveau en stock chez {shop}.",
        NewsKind.TARGET_REACHED: "{item} coûte maintenant {total} chez {shop} ; vous attendiez {before}.",
        NewsKind.FELL: "{item} coûte maintenant {total} chez {shop}, {percent} % de moins que les {before} du jour où "
        "vous avez créé l’alerte.",
        NewsKind.CHEAPER: "{item} coûte maintenant {total} chez {shop}, moins que les {before} que vous connaissez.",
        NewsKind.DEARER: "{item} coûte maintenant {total} chez {shop}, plus que les {before} que vous connaissez.",
        Phrase.ASKED: "Vous recevez ce mail parce que vous avez demandé à Modiste de vous prévenir.\n"
        "Plus de mails : {leave}",
        Phrase.SELLS: "Vous recevez ce mail parce que votre boutique vend chez Modiste.\nPlus de mails : {leave}",
        Phrase.ORDERED: "Vous recevez ce mail parce que vous avez commandé chez Modiste.",
    },
    "de": {
        Phrase.NOW_COSTS: "{item} kostet jetzt {total}",
        Phrase.BACK: "{item} ist wieder da",
        Phrase.SIZED: "{item} in Größe {size}",
        NewsKind.IN_STOCK: "{item} ist bei {shop} wieder da.",
        NewsKind.TARGET_REACHED: "{item} kostet bei {shop} jetzt {total}; Sie haben auf {before} gewartet.",
        NewsKind.FELL: "{item} kostet bei {shop} jetzt {total}, {percent} % weniger als die {before} an dem Tag, "
        "an dem Sie den Preisalarm gestellt haben.",
        NewsKind.CHEAPER: "{item} kostet bei {shop} jetzt {total}, weniger als die {before}, die Sie kennen.",
        NewsKind.DEARER: "{item} kostet bei {shop} jetzt {total}, mehr als die {before}, die Sie kennen.",
        Phrase.ASKED: "Sie bekommen diese Mail, weil Sie Modiste um Bescheid gebeten haben.\nKeine Mails mehr: {leave}",
        Phrase.SELLS: "Sie bekommen diese Mail, weil Ihre Boutique bei Modiste verkauft.\nKeine Mails mehr: {leave}",
        Phrase.ORDERED: "Sie bekommen diese Mail, weil Sie bei Modiste bestellt haben.",
    },
}


def language_of(preferences: Mapping[str, Any]) -> Language:
    """The language that an account has chosen, English while it has chosen none."""
    chosen = preferences.get("language")
    return next((language for language in LANGUAGES if language == chosen), "en")


def title_of(told: Facts, language: Language) -> str:
    """The first of the news in one line, as the subject of a mail must be."""
    if isinstance(told, OrderNews):
        return ORDER_WORDS[language][told.kind][0].format(**_order_words(told, language))
    if isinstance(told, WebhookNews):
        return WEBHOOK_WORDS[language][told.kind][0].format(host=told.host)
    total, item = told.news[0].total, " ".join(told.item_name.split())
    if total is None:
        return WORDS[language][Phrase.BACK].format(item=item)
    return WORDS[language][Phrase.NOW_COSTS].format(item=item, total=_amount(total, language))


def body_of(told: Facts, language: Language) -> str:
    """A line for each of the news; of an order, the lines of which something is known."""
    if isinstance(told, PriceNews):
        return "\n".join(_line_of(told.item_name, news, language) for news in told.news)
    if isinstance(told, WebhookNews):
        return WEBHOOK_WORDS[language][told.kind][1].format(host=told.host)
    known = _order_words(told, language)
    lines = ORDER_WORDS[language][told.kind][1].splitlines()
    return "\n".join(line.format(**known) for line in lines if all(known[name] for name in _named_in(line)))


def mail_of(told: Facts | None, body: str, language: Language, *, link: str, leave: str) -> str:
    """The text of a mail; `leave` is the address that ends mails, where they can be ended."""
    words = WORDS[language]
    why = Phrase.ASKED if told is None or isinstance(told, PriceNews) else Phrase.SELLS
    if told is not None and is_owed(told):
        why = Phrase.ORDERED
    return MAIL.format(body=body, link=link, why=words[why].format(leave=leave))


def _line_of(item: str, news: News, language: Language) -> str:
    words = WORDS[language]
    name = words[Phrase.SIZED].format(item=item, size=news.size) if news.size else item
    if news.total is None or news.before is None:
        return words[NewsKind.IN_STOCK].format(item=name, shop=news.shop)
    return words[news.kind].format(
        item=name,
        shop=news.shop,
        total=_amount(news.total, language),
        before=_amount(news.before, language),
        percent=round(100 * (news.before.amount - news.total.amount) / max(1, news.before.amount)),
    )


def _order_words(told: OrderNews, language: Language) -> dict[str, str]:
    parcel = {} if told.parcel is None else {name: str(value) for name, value in told.parcel}
    return {"number": told.number, "total": _amount(told.total, language), "minutes": str(told.minutes)} | parcel


def _named_in(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def _amount(money: Money, language: Language) -> str:
    text = as_text(money.amount, money.currency)
    return text if language == "en" else text.replace(".", ",")

"""One row of a file of interactions: who, what, which action, when; ratings and words become actions."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from modiste.shop.catalogue.feeds.base import Row
from modiste.shop.catalogue.reading import Column, FoundColumns, required, text_of
from modiste.shop.kit import clock
from modiste.shop.swipes.models import Action

COLUMNS = (
    Column(
        "user", ("user_id", "userid", "customer_id", "customer", "reviewer_id", "reviewerid", "shopper", "uid"), True
    ),
    Column(
        "item",
        ("item_id", "itemid", "movie_id", "movieid", "product_id", "productid", "article_id", "asin", "sku", "iid"),
        True,
    ),
    Column("rating", ("stars", "score", "overall", "rate")),
    Column("action", ("interaction", "event", "event_type", "action_type", "direction", "type")),
    Column(
        "at",
        ("timestamp", "time", "date", "datetime", "created_at", "review_date", "reviewtime", "unixreviewtime", "t_dat"),
    ),
    Column("category", ("category_name", "product_type", "type_of_garment")),
    Column("name", ("item_name", "title", "product_name")),
)
WORDS: dict[str, str] = {
    **dict.fromkeys(("right", "like", "liked", "love", "1", "true", "yes", "up", "positive"), Action.RIGHT),
    **dict.fromkeys(("left", "dislike", "disliked", "skip", "nope", "0", "-1", "false", "no", "down"), Action.LEFT),
    **dict.fromkeys(("view", "viewed", "impression", "detail", "pageview", "product_view"), Action.VIEW),
    **dict.fromkeys(("click", "clicked", "cart", "addtocart", "add_to_cart"), Action.CLICK),
    **dict.fromkeys(
        ("purchase", "purchased", "buy", "bought", "order", "transaction", "rent", "rented"), Action.PURCHASE
    ),
    **dict.fromkeys(("favourite", "favorite", "wishlist", "save", "saved"), Action.FAVOURITE),
}
SCALES = (1.0, 5.0, 10.0, 100.0)  # the usual greatest ratings
LIKE_FROM = 0.7  # of the scale: 3.5 of 5 stars, 7 of 10
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one row says. Either `action` or `rating` is set; neither means a like (the file lists what people took)."""

    line: int
    user: str
    item: str
    action: str | None
    rating: float | None
    at: datetime
    category: str
    name: str


def read_row(columns: FoundColumns, row: Row) -> Reading:
    """Understand one row; raises ValueError with words that say what to change."""
    action, rating = None, None
    if "action" in columns:
        action = _action(columns.text(row, "action"))
    elif "rating" in columns:
        rating = _rating(required(columns.text(row, "rating"), "rating"))
    return Reading(
        line=row.line,
        user=_short(required(columns.text(row, "user"), "user"), "user"),
        item=_short(required(columns.text(row, "item"), "item"), "item"),
        action=action,
        rating=rating,
        at=moment_of(columns.value(row, "at")) if "at" in columns else EARLIEST,
        category=columns.text(row, "category"),
        name=columns.text(row, "name"),
    )


def like_threshold(readings: Iterable[Reading], chosen: float | None) -> float:
    """The rating from which a row counts as a like: `chosen`, or 70 % of the scale that the file seems to use."""
    if chosen is not None:
        return chosen
    greatest = max((reading.rating for reading in readings if reading.rating is not None), default=1.0)
    return LIKE_FROM * next((scale for scale in SCALES if greatest <= scale), greatest)


def action_of(reading: Reading, like_from: float) -> str:
    """The event that a row amounts to."""
    if reading.action is not None:
        return reading.action
    return Action.RIGHT if reading.rating is None or reading.rating >= like_from else Action.LEFT


def moment_of(value: object) -> datetime:
    """A time from epoch seconds or milliseconds, ISO 8601, a date or a datetime; raises ValueError."""
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day, tzinfo=UTC)
    else:
        text = required(text_of(value), "time")
        moment = _from_epoch(text) if _is_number(text) else _from_iso(text)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    if not EARLIEST <= moment <= clock.now() + timedelta(days=1):
        raise ValueError(f"time {moment.date()} does not lie between 1970 and today")
    return moment


def _from_epoch(text: str) -> datetime:
    seconds = float(text)
    if len(text.partition(".")[0].lstrip("-")) > 11:
        seconds /= 1000  # milliseconds: seconds have ten digits until the year 2286
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError) as error:
        raise ValueError(f"time {text} is no time in seconds or milliseconds since 1970") from error


def _from_iso(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"time {text[:40]!r} is not understood: write 2026-01-31 or 2026-01-31T12:00:00Z") from error


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _action(text: str) -> str:
    found = WORDS.get(required(text, "action").lower().replace(" ", "_"))
    if found is None:
        raise ValueError(f"action {text[:40]!r} is not known: use right, left, view, click, purchase or favourite")
    return found


def _rating(text: str) -> float:
    if not _is_number(text):
        raise ValueError(f"rating {text[:40]!r} is not a number")
    return float(text)


def _short(text: str, name: str) -> str:
    if len(text) > 120:
        raise ValueError(f"{name} is longer than 120 characters")
    return text

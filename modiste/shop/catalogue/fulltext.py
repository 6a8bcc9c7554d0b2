"""Words of people as full-text queries: FTS5 on SQLite, tsquery on PostgreSQL, never more than words.

The index itself is kept by triggers (migration 0002). A match stands in one of three tiers: every word is in name or
category; in these or brand, colours or tags; or anywhere. Inside a tier the newest item comes first, so that the order
needs no score of each match, stays the same while others shop, and a page is read without looking at the rest.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Integer, String, column, func, literal, select, table
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG
from sqlalchemy.orm import Session

TIERS = 3
MOST_WORDS, LONGEST_WORD = 8, 40
FILLERS = frozenset("a an and at by for from in of on or the to with".split())

SEARCH = table("items_search", column("rowid", Integer), column("item_id", Integer), column("document", String))
_FTS5_COLUMNS = ("{name category}", "{name category brand colours tags}", "")
_LABELS = ("A", "AB", "")


@contextmanager
def indexed_once(session: Session) -> Iterator[list[int]]:
    """What is added inside, items and their tags, is indexed at the end: the ids of the new items belong in the list.

    On PostgreSQL the words of an item take longer to make than its row to write, and are made once instead of twice
    (migration 0018). Left by an exception the transaction is lost with its setting.
    """
    added: list[int] = []
    if session.get_bind().dialect.name == "sqlite":
        yield added
        return
    session.execute(select(func.set_config("modiste.search_words", "later", True)))
    yield added
    session.execute(select(func.set_config("modiste.search_words", "", True)))
    if added:
        session.execute(select(func.items_search_refresh(literal(added, ARRAY(Integer)))))


def words_of(text: str) -> list[str]:
    """The runs of letters and digits in `text`; case and accents are left to the indexes, which fold both sides."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))


def search_words(text: str) -> list[str]:
    """The words to look for: no filler words unless there are no others, and a bounded number of them."""
    words = [word[:LONGEST_WORD] for word in words_of(text)]
    return ([word for word in words if word.lower() not in FILLERS] or words)[:MOST_WORDS]


def key_of(dialect: str) -> ColumnElement[int]:
    """The column of the index that holds the item's id."""
    return SEARCH.c.rowid if dialect == "sqlite" else SEARCH.c.item_id


def matches(dialect: str, words: Sequence[str], *, tier: int | None = None) -> ColumnElement[bool]:
    """That an item has all these words (the last one may be begun): anywhere, or in just this tier."""
    wide = TIERS - 1 if tier is None else tier
    if dialect == "sqlite":
        text = f"({_fts5(words, wide)}) NOT ({_fts5(words, wide - 1)})" if tier else _fts5(words, wide)
        return column("items_search").op("MATCH", is_comparison=True)(text)
    text = f"({_tsquery(words, wide)}) & !({_tsquery(words, wide - 1)})" if tier else _tsquery(words, wide)
    return SEARCH.c.document.op("@@", is_comparison=True)(
        func.to_tsquery(literal("items_search").cast(REGCONFIG), func.items_search_fold(text))
    )


def _fts5(words: Sequence[str], tier: int) -> str:
    phrases = " AND ".join([f'"{word}"' for word in words[:-1]] + [f'"{words[-1]}"*'])
    return f"{_FTS5_COLUMNS[tier]} : ({phrases})" if _FTS5_COLUMNS[tier] else f"({phrases})"


def _tsquery(words: Sequence[str], tier: int) -> str:
    labels = _LABELS[tier]
    return " & ".join([f"'{word}':{labels}".rstrip(":") for word in words[:-1]] + [f"'{words[-1]}':*{labels}"])

"""The shopper's say about what we learnt: looking at it, taking words out, giving them back, starting over."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from modiste.shop.catalogue import service as catalogue
from modiste.shop.kit.db import insert_into
from modiste.shop.kit.errors import Conflict
from modiste.shop.recommendations.candidates import history_of
from modiste.shop.recommendations.learnt import GOAL, label_of, learnt_from
from modiste.shop.recommendations.models import TasteRemoval, WordKind
from modiste.shop.recommendations.schemas import LearntOut, TasteOut, WordIn, WordOut
from modiste.shop.recommendations.snapshot import Snapshot
from modiste.shop.recommendations.told import told_by
from modiste.shop.swipes.events import take_turns
from modiste.shop.swipes.taste import start_taste_over, taste_of

MOST = 200  # removed words of one shopper: they are read with every deck


class TooManyRemovals(Conflict):
    """The shopper has removed as many words as one may."""

    title = f"You have removed {MOST} words: give one back first, or start over"


def describe_taste(session: Session, snapshot: Snapshot, user_id: int) -> TasteOut:
    """What her swipes have taught so far, and what she has taken out of it."""
    taste, removed = taste_of(session, user_id), told_by(session, user_id).removed
    learnt = learnt_from(snapshot, history_of(snapshot, taste, removed))
    return TasteOut(
        swipe_count=len(taste.seen),
        liked_count=taste.liked_count,
        goal=GOAL,
        is_learning=len(taste.seen) < GOAL,
        learnt=[
            LearntOut(
                kind=WordKind(word.kind),
                value=word.value,
                label=word.label,
                direction="more" if word.is_wanted else "less",
                strength=word.strength,
                liked=word.liked,
                skipped=word.skipped,
            )
            for word in learnt
        ],
        removed=[
            WordOut(kind=WordKind(kind), value=value, label=label_of(snapshot, kind, value)) for kind, value in removed
        ],
    )


def remove_from_taste(session: Session, user_id: int, word: WordIn) -> WordIn:
    """Let a word count for her no more; doing so again changes nothing. Raises TooManyRemovals."""
    take_turns(session, user_id)
    named = WordIn(kind=word.kind, value=_value_of(word.kind, word.value))
    held = select(func.count()).where(TasteRemoval.user_id == user_id)
    if session.scalars(held).one() >= MOST and not _is_removed(session, user_id, named):
        raise TooManyRemovals
    row = {"user_id": user_id, "kind": named.kind, "value": named.value}
    session.execute(insert_into(session, TasteRemoval).values(row).on_conflict_do_nothing())
    return named


def give_back_to_taste(session: Session, user_id: int, kind: WordKind, value: str) -> None:
    """Let a removed word count again; nothing happens when it was not removed."""
    session.execute(
        delete(TasteRemoval).where(
            TasteRemoval.user_id == user_id, TasteRemoval.kind == kind, TasteRemoval.value == _value_of(kind, value)
        )
    )


def start_over(session: Session, user_id: int) -> None:
    """Forget what was learnt and what was taken out of it: the next deck is a newcomer's, favourites stay."""
    start_taste_over(session, user_id)
    session.execute(delete(TasteRemoval).where(TasteRemoval.user_id == user_id))


def _is_removed(session: Session, user_id: int, word: WordIn) -> bool:
    return session.get(TasteRemoval, (user_id, word.kind, word.value)) is not None


def _value_of(kind: WordKind, value: str) -> str:
    """A category goes by its slug, as in /categories; its name is understood too."""
    return catalogue.slug_of(value) if kind is WordKind.CATEGORY else value

"""A shopper's address book."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from modiste.shop.kit.errors import Conflict, NotFound
from modiste.shop.orders.models import Address
from modiste.shop.orders.schemas import AddressChangesIn, AddressIn

MOST_ADDRESSES = 20


class AddressUnknown(NotFound):
    """The caller's address book has no such address."""

    title = "There is no such address in your address book"


class TooManyAddresses(Conflict):
    """The address book is full."""

    title = f"An address book holds {MOST_ADDRESSES} addresses, and yours is full: delete one first"


def list_addresses(session: Session, user_id: int) -> Sequence[Address]:
    """The shopper's addresses, the one that checkout begins with first."""
    own = select(Address).where(Address.user_id == user_id)
    return session.scalars(own.order_by(Address.is_default.desc(), Address.id.desc())).all()


def address_of(session: Session, user_id: int, address_id: uuid.UUID | None) -> AddressIn:
    """An address of the shopper's, as an order keeps it. Raises AddressUnknown."""
    row = _row_of(session, user_id, address_id)
    return AddressIn.model_validate({name: getattr(row, name) for name in AddressIn.model_fields})


def keep_address(session: Session, user_id: int, address: AddressChangesIn) -> Address:
    """Add an address; the first one is the default. Raises TooManyAddresses."""
    count = session.scalars(select(func.count()).select_from(Address).where(Address.user_id == user_id)).one()
    if count >= MOST_ADDRESSES:
        raise TooManyAddresses
    row = Address(user_id=user_id, **address.model_dump())
    row.is_default = address.is_default or count == 0
    return _written(session, row)


def change_address(session: Session, user_id: int, address_id: uuid.UUID, address: AddressChangesIn) -> Address:
    """Write an address anew. Raises AddressUnknown."""
    row = _row_of(session, user_id, address_id)
    for name, value in address.model_dump().items():
        setattr(row, name, value)
    return _written(session, row)


def delete_address(session: Session, user_id: int, address_id: uuid.UUID) -> None:
    """Delete an address; orders keep their own copy. Raises AddressUnknown."""
    session.delete(_row_of(session, user_id, address_id))
    session.flush()


def _row_of(session: Session, user_id: int, address_id: uuid.UUID | None) -> Address:
    found = session.scalar(select(Address).where(Address.id == address_id, Address.user_id == user_id))
    if found is None:
        raise AddressUnknown
    return found


def _written(session: Session, row: Address) -> Address:
    session.add(row)
    session.flush()
    if row.is_default:  # there is one
        others = update(Address).where(Address.user_id == row.user_id, Address.id != row.id)
        session.execute(others.values(is_default=False), execution_options={"synchronize_session": "fetch"})
    return row

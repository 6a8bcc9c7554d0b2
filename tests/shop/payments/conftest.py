"""A shop that takes money by a till, a shopper, and a dress."""

import pytest
from fastapi import FastAPI

from tests.shop.cart.conftest import dress  # noqa: F401 - fixture
from tests.shop.payments.till import Till
from tests.shop.swipes.conftest import shopper, shopper_id  # noqa: F401 - fixtures


@pytest.fixture
def till(app: FastAPI) -> Till:
    """Switched on in the app; jobs are carried out by the tests themselves."""
    opened = Till()
    app.state.providers = {"till": opened}
    return opened

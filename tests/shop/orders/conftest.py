"""A shopper who is signed in, and a dress in two sizes, three of each."""

from tests.shop.cart.conftest import dress  # noqa: F401 - fixture
from tests.shop.swipes.conftest import shopper, shopper_id  # noqa: F401 - fixtures

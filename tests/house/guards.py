"""The guards of stock, orders and money: what stands there, what stands there without it, and which test turns red.

Taken away one at a time by test_guards.py. A line of code that protects somebody's money and is not named here is
taken away by nobody.
"""

from dataclasses import dataclass

FIRST_TABLES = "migrations/versions/0001_the_first_tables.py"
ORDERS = "migrations/versions/0010_orders_and_payments.py"
SHOP = "modiste/shop"
REFUSES = "tests/shop/test_constraints.py::test_the_database_refuses"
PAYING, SETTLING = "tests/shop/payments/test_paying.py::test_", "tests/shop/payments/test_settling.py::test_"
PLACING, FULFILMENT = "tests/shop/orders/test_placing.py::test_", "tests/shop/orders/test_fulfilment.py::test_"
STATES = "tests/shop/orders/test_states.py::test_"
CONTRACT = "tests/shop/payments/providers/test_contract.py::test_"
STRIPE = "tests/shop/payments/providers/test_stripe.py::test_"


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard, by the sentence that says what it does."""

    what: str
    file: str
    stands: str
    without: str
    red: str  # a test that fails without it
    is_first: bool = False  # also tried where there is little time


GUARDS = [
    # the shelf
    Guard(
        "no more is taken than there is",
        f"{SHOP}/catalogue/stock.py",
        ".where(Variant.id == variant_id, Variant.stock >= wanted[variant_id])",
        ".where(Variant.id == variant_id)",
        "tests/shop/catalogue/test_stock.py::test_what_is_not_there_is_not_taken_and_said_so[sqlite]",
        is_first=True,
    ),
    Guard(
        "the database keeps no negative stock",
        FIRST_TABLES,
        'sa.CheckConstraint("stock >= 0", name=op.f("ck_variants_stock")),',
        "",
        f"{REFUSES}[sqlite-less_than_nothing_on_the_shelf]",
    ),
    Guard(
        "pieces are taken in one order",
        f"{SHOP}/catalogue/stock.py",
        "for variant_id in sorted(wanted):",
        "for variant_id in wanted:",
        "tests/shop/catalogue/test_stock.py::"
        "test_two_who_name_the_same_sizes_in_another_order_do_not_lock_each_other_out[postgresql-take_from_stock]",
    ),
    Guard(
        "pieces are put back in one order",
        f"{SHOP}/catalogue/stock.py",
        "for variant_id in sorted(pieces):",
        "for variant_id in pieces:",
        "tests/shop/catalogue/test_stock.py::"
        "test_two_who_name_the_same_sizes_in_another_order_do_not_lock_each_other_out[postgresql-put_back]",
    ),
    Guard(
        "an order holds a piece once",
        ORDERS,
        'sa.UniqueConstraint("order_id", "variant_id", name=op.f("uq_stock_holds_order_id_variant_id")),',
        "",
        f"{REFUSES}[sqlite-a_piece_held_twice_for_an_order]",
    ),
    Guard(
        "pieces that came back are put back once",
        f"{SHOP}/orders/fulfilment.py",
        "if parcel.state != ParcelState.RETURNED:",
        "if True:",
        f"{FULFILMENT}a_step_asked_twice_answers_the_same[sqlite]",
    ),
    # placing and moving orders
    Guard(
        "an order is placed at the prices that were shown",
        f"{SHOP}/orders/placing.py",
        "if checkout.version() != asked.version:",
        "if False:",
        f"{PLACING}a_price_that_moved_is_shown_before_buying[sqlite]",
    ),
    Guard(
        "one key places one order",
        f"{SHOP}/kit/web/idempotency.py",
        "if not self._is_first(session, principal):",
        "if not self._is_first(session, principal) and False:",
        f"{PLACING}the_same_key_orders_once_and_another_body_is_refused[sqlite]",
        is_first=True,
    ),
    Guard(
        "one key is one request",
        f"{SHOP}/kit/web/idempotency.py",
        "if kept.request_hash != self.request_hash:",
        "if False:",
        f"{PLACING}the_same_key_orders_once_and_another_body_is_refused[sqlite]",
    ),
    Guard(
        "the database keeps one answer for each key",
        FIRST_TABLES,
        'sa.PrimaryKeyConstraint("principal", "route", "key", name=op.f("pk_idempotency_keys")),',
        "",
        f"{REFUSES}[sqlite-an_answer_kept_twice_under_one_key]",
    ),
    Guard(
        "orders and parcels move from the state that was read",
        f"{SHOP}/orders/states.py",
        "is_as_read = (table.id == row.id, table.state == row.state, table.version == row.version)",
        "is_as_read = (table.id == row.id,)",
        f"{STATES}an_order_that_somebody_else_moved_is_not_moved_by_who_read_it_before[sqlite]",
        is_first=True,
    ),
    Guard(
        "parcels do so too",
        f"{SHOP}/orders/states.py",
        "is_as_read = (table.id == row.id, table.state == row.state, table.version == row.version)",
        "is_as_read = (table.id == row.id,)",
        f"{STATES}a_parcel_that_was_packed_and_cancelled_at_once_is_one_of_both[sqlite]",
    ),
    Guard(
        "orders move along their table",
        f"{SHOP}/orders/states.py",
        '_check(to in ORDER[before], "order", before, to)',
        "",
        f"{STATES}no_state_is_reached_that_the_tables_do_not_lead_to[sqlite]",
    ),
    Guard(
        "parcels move along their table",
        f"{SHOP}/orders/states.py",
        '_check(to in PARCEL[before], "parcel", before, to)',
        "",
        f"{FULFILMENT}steps_are_not_taken_out_of_turn[sqlite]",
    ),
    Guard(
        "what is packed is not cancelled",
        f"{SHOP}/orders/service.py",
        "if any(ParcelState(parcel.state) not in CANCELLABLE for parcel in order.parcels):",
        "if False:",
        f"{FULFILMENT}a_parcel_is_packed_sent_and_delivered[sqlite]",
    ),
    Guard(
        "an order expires when its time is over, not before",
        f"{SHOP}/orders/service.py",
        "is_over = (Order.state == OrderState.AWAITING_PAYMENT, Order.held_until <= at)",
        "is_over = (Order.state == OrderState.AWAITING_PAYMENT,)",
        f"{PLACING}an_unpaid_order_expires_and_its_pieces_come_back[sqlite]",
    ),
    Guard(
        "a paid order never expires",
        f"{SHOP}/orders/service.py",
        "is_over = (Order.state == OrderState.AWAITING_PAYMENT, Order.held_until <= at)",
        "is_over = (Order.held_until <= at,)",
        f"{SETTLING}a_paid_order_never_expires[sqlite]",
    ),
    Guard(
        "late money holds the pieces again, or pays nothing",
        f"{SHOP}/orders/service.py",
        "if state is OrderState.EXPIRED and not _has_held_again(session, order):",
        "if False:",
        f"{PAYING}money_that_comes_after_the_pieces_were_sold_goes_back[sqlite]",
        is_first=True,
    ),
    Guard(
        "an order is paid once",
        f"{SHOP}/orders/service.py",
        "if state not in (OrderState.AWAITING_PAYMENT, OrderState.EXPIRED):",
        "if False:",
        f"{PAYING}a_second_payment_of_a_paid_order_goes_back[sqlite]",
    ),
    # whose it is
    Guard(
        "a shopper finds their own orders",
        f"{SHOP}/orders/service.py",
        "if found is None or found.user_id != user_id:",
        "if found is None:",
        f"{PLACING}somebody_elses_order_does_not_exist[sqlite]",
        is_first=True,
    ),
    Guard(
        "a boutique finds its own parcels",
        f"{SHOP}/orders/service.py",
        "mine = (Parcel.id == parcel_id, Parcel.boutique_id == boutique_id, Order.paid_at.is_not(None))",
        "mine = (Parcel.id == parcel_id, Order.paid_at.is_not(None))",
        f"{FULFILMENT}somebody_elses_parcel_does_not_exist[sqlite]",
    ),
    Guard(
        "a boutique moves its own parcels",
        f"{SHOP}/orders/fulfilment.py",
        "mine = (Parcel.id == parcel_id, Parcel.boutique_id == boutique_id, Order.paid_at.is_not(None))",
        "mine = (Parcel.id == parcel_id, Order.paid_at.is_not(None))",
        f"{FULFILMENT}somebody_elses_parcel_does_not_exist[sqlite]",
    ),
    Guard(
        "a boutique sees no parcel before it is paid",
        f"{SHOP}/orders/service.py",
        "mine = (Parcel.id == parcel_id, Parcel.boutique_id == boutique_id, Order.paid_at.is_not(None))",
        "mine = (Parcel.id == parcel_id, Parcel.boutique_id == boutique_id)",
        f"{FULFILMENT}unpaid_orders_are_none_of_the_boutiques_business[sqlite]",
    ),
    Guard(
        "a shopper's parcel is one of this order",
        f"{SHOP}/orders/fulfilment.py",
        "order = order_of(session, user_id, order_id, to_change=True)\n    parcel = _parcel_in(order, parcel_id)",
        "order = any_order_of(session, order_id)\n    parcel = _parcel_in(order, parcel_id)",
        f"{FULFILMENT}somebody_elses_parcel_does_not_exist[sqlite]",
    ),
    Guard(
        "a payment is found through its order",
        f"{SHOP}/payments/paying.py",
        "select(Payment).where(Payment.id == payment_id, Payment.order_id == order.id)",
        "select(Payment).where(Payment.id == payment_id)",
        f"{SETTLING}an_attempt_is_found_through_its_order_alone[sqlite]",
    ),
    Guard(
        "an address is found in one's own book",
        f"{SHOP}/orders/addresses.py",
        "select(Address).where(Address.id == address_id, Address.user_id == user_id)",
        "select(Address).where(Address.id == address_id)",
        "tests/house/test_authz.py::test_each_actor_gets_what_the_table_says[user]",
    ),
    Guard(
        "a line is found in one's own cart",
        f"{SHOP}/cart/service.py",
        "select(CartLine).where(CartLine.id == line_id, owner.lines)",
        "select(CartLine).where(CartLine.id == line_id)",
        "tests/shop/cart/test_guests.py::test_nobody_sees_or_changes_anothers_cart[sqlite]",
    ),
    Guard(
        "a job is found by who asked for it",
        f"{SHOP}/jobs/service.py",
        "query = query.where(Job.owner == who.id)",
        "pass",
        "tests/shop/jobs/test_routes.py::test_somebody_elses_job_does_not_exist[sqlite-GET-]",
    ),
    # asking for money
    Guard(
        "what cannot be had any more is not paid",
        f"{SHOP}/payments/paying.py",
        "if not is_held:",
        "if False:",
        f"{PAYING}what_cannot_be_paid_says_why[sqlite]",
    ),
    Guard(
        "what nobody swept yet is not paid either",
        f"{SHOP}/payments/paying.py",
        "is_held = order.state == OrderState.AWAITING_PAYMENT and not clock.is_past(order.held_until)",
        "is_held = order.state == OrderState.AWAITING_PAYMENT",
        f"{SETTLING}an_order_whose_time_is_over_is_not_paid_although_nobody_has_swept_it[sqlite]",
    ),
    Guard(
        "pressing again goes on with the open attempt",
        f"{SHOP}/payments/paying.py",
        "payment = _open_attempt(session, order, provider) or _new_attempt(session, order, provider)",
        "payment = _new_attempt(session, order, provider)",
        f"{PAYING}an_answer_that_was_lost_is_found_by_our_reference[sqlite]",
    ),
    Guard(
        "the database keeps one open attempt",
        ORDERS,
        '"uq_payments_open",\n        "payments",\n        ["order_id", "provider"],\n        unique=True,',
        '"uq_payments_open",\n        "payments",\n        ["order_id", "provider"],\n        unique=False,',
        f"{REFUSES}[sqlite-two_open_attempts_at_one_provider]",
    ),
    Guard(
        "what was refused is checked all the same",
        f"{SHOP}/payments/paying.py",
        "reason=refused.detail[:500])",
        "reason=refused.detail[:500], check_at=None)",
        f"{SETTLING}what_was_refused_and_paid_all_the_same_is_found_by_the_checks[sqlite]",
    ),
    # webhooks
    Guard(
        "Stripe's signature holds",
        f"{SHOP}/payments/providers/stripe.py",
        "stripe.WebhookSignature.verify_header(heard.body, header, secret, TOLERANCE)",
        "pass",
        f"{STRIPE}refuses[another secret]",
        is_first=True,
    ),
    Guard(
        "Stripe's signature is no older than five minutes",
        f"{SHOP}/payments/providers/stripe.py",
        "header, secret, TOLERANCE)",
        "header, secret, None)",
        f"{STRIPE}refuses[too old]",
    ),
    Guard(
        "and not from the future",
        f"{SHOP}/payments/providers/stripe.py",
        "if is_ahead:",
        "if False:",
        f"{STRIPE}refuses[from the future]",
    ),
    Guard(
        "Paystack's signature holds",
        f"{SHOP}/payments/providers/paystack.py",
        'if not is_same(heard.headers.get("x-paystack-signature", ""), expected):',
        "if False:",
        f"{CONTRACT}refuses_a_forged_signature[paystack-one letter changed]",
        is_first=True,
    ),
    Guard(
        "Paystack's signature is of the raw bytes",
        f"{SHOP}/payments/providers/paystack.py",
        "self._key.get_secret_value().encode(), heard.body, hashlib.sha512",
        "self._key.get_secret_value().encode(), heard.body.strip(), hashlib.sha512",
        f'{CONTRACT}refuses_another_body_under_a_true_signature[paystack-{{"id": "evt_1"}} ]',
    ),
    Guard(
        "Flutterwave's secret or signature holds",
        f"{SHOP}/payments/providers/flutterwave.py",
        'if not (is_same(heard.headers.get("flutterwave-signature", ""), signature) or is_ours):',
        "if False:",
        f"{CONTRACT}refuses_a_forged_signature[flutterwave-one letter changed]",
    ),
    Guard(
        "a webhook is no more than a hint",
        f"{SHOP}/payments/settling.py",
        "told = provider.verify(reference, provider_id)  # no transaction is open meanwhile",
        "told = Told(PaymentStatus.CAPTURED, provider_id, reference, payment.amount, payment.currency)",
        f"{PAYING}an_order_is_paid_when_the_provider_says_so[sqlite]",
        is_first=True,
    ),
    Guard(
        "a copy of a webhook asks nobody again",
        f"{SHOP}/payments/hearing.py",
        "if session.scalar(insert.on_conflict_do_nothing().returning(HeardWebhook.id)) is None:",
        "if session.scalar(insert.on_conflict_do_nothing().returning(HeardWebhook.id)) == 0:",
        f"{SETTLING}a_copy_of_a_webhook_makes_no_second_job[sqlite]",
    ),
    Guard(
        "the database keeps each webhook once",
        ORDERS,
        'sa.UniqueConstraint("provider", "dedupe_key", name=op.f("uq_payment_webhooks_provider_dedupe_key")),',
        "",
        f"{REFUSES}[sqlite-a_webhook_written_down_twice]",
    ),
    # settling
    Guard(
        "another sum pays nothing",
        f"{SHOP}/payments/settling.py",
        "if payment.captured == order.total and mark_paid(session, order):",
        "if mark_paid(session, order):",
        f"{PAYING}another_sum_than_was_asked_for_goes_back[sqlite]",
        is_first=True,
    ),
    Guard(
        "another currency pays nothing",
        f"{SHOP}/payments/settling.py",
        "if told.currency == payment.currency and told.amount > 0:",
        "if told.amount > 0:",
        f"{SETTLING}money_of_another_currency_pays_nothing_and_somebody_is_told[sqlite]",
    ),
    Guard(
        "an answer about another payment moves nothing",
        f"{SHOP}/payments/settling.py",
        "if told is None or told.reference != payment.reference:",
        "if told is None:",
        f"{SETTLING}an_answer_about_another_payment_moves_nothing[sqlite]",
    ),
    Guard(
        "payments move along their table",
        f"{SHOP}/payments/states.py",
        "return to in PAYMENT[PaymentState(payment.state)] and _swap(session, payment, to, values)",
        "return _swap(session, payment, to, values)",
        f"{PAYING}webhooks_twice_and_late_change_nothing[sqlite]",
    ),
    Guard(
        "payments move from the state that was read",
        f"{SHOP}/payments/states.py",
        "is_as_read = (table.id == row.id, table.state == row.state, table.version == row.version)",
        "is_as_read = (table.id == row.id,)",
        f"{SETTLING}an_attempt_that_somebody_else_moved_is_not_moved_by_who_read_it_before[sqlite]",
    ),
    Guard(
        "the database lets one payment pay an order",
        ORDERS,
        'sa.UniqueConstraint("settles", name=op.f("uq_payments_settles")),',
        "",
        f"{REFUSES}[sqlite-an_order_that_two_payments_pay]",
    ),
    # giving back, and the books
    Guard(
        "no more goes back for a parcel than it cost",
        f"{SHOP}/payments/refunding.py",
        "if not 0 < wanted <= left:",
        "if False:",
        "tests/shop/payments/test_settling.py::test_no_parcel_gives_back_what_another_cost[sqlite]",
    ),
    Guard(
        "no more is claimed than was captured",
        f"{SHOP}/payments/refunding.py",
        ".where(Payment.id == payment.id, Payment.claimed + amount <= Payment.captured)",
        ".where(Payment.id == payment.id)",
        f"{SETTLING}no_refund_claims_more_than_was_captured[sqlite]",
    ),
    Guard(
        "the database lets no more be claimed than was captured",
        ORDERS,
        'sa.CheckConstraint("claimed >= 0 AND claimed <= captured", name=op.f("ck_payments_claimed")),',
        "",
        f"{REFUSES}[sqlite-more_claimed_than_captured]",
    ),
    Guard(
        "one reason gives back once",
        f"{SHOP}/payments/refunding.py",
        "if known is not None:\n        return known\n    claimed",
        "claimed",
        f"{PAYING}no_more_goes_back_than_was_paid[sqlite]",
    ),
    Guard(
        "what failed to go back may go back",
        f"{SHOP}/payments/refunding.py",
        ".values(claimed=Payment.claimed - refund.amount)",
        ".values(claimed=Payment.claimed)",
        f"{SETTLING}a_refund_that_failed_may_be_asked_for_anew[sqlite]",
    ),
    Guard(
        "a provider without keys is asked before it gives back",
        f"{SHOP}/payments/providers/paystack.py",
        "known = self._refund_by_key(asked)\n        if known is not None:",
        "known = None\n        if known is not None:",
        f"{CONTRACT}a_refund_whose_answer_was_lost_is_not_made_twice[paystack]",
    ),
    Guard(
        "money that pays no order goes back",
        f"{SHOP}/payments/settling.py",
        'ask_refund(session, payment, payment.captured, key="unsettled", reason=why)',
        "del why",
        f"{PAYING}a_second_payment_of_a_paid_order_goes_back[sqlite]",
    ),
    Guard(
        "what is written into the ledger sums to zero",
        f"{SHOP}/payments/ledger.py",
        "if sum(entries.values()) != 0:",
        "if False:",
        f"{SETTLING}entries_that_do_not_sum_to_zero_are_not_written[sqlite]",
        is_first=True,
    ),
    Guard(
        "the database lets a movement of money be written once",
        ORDERS,
        'sa.UniqueConstraint("effect", "account", name=op.f("uq_ledger_effect_account")),',
        "",
        f"{REFUSES}[sqlite-a_movement_of_money_written_twice]",
    ),
    Guard(
        "the checker sees entries that do not sum to zero",
        f"{SHOP}/payments/ledger.py",
        "return [*_unbalanced(session), *_unlike_payments(session), *_unsettled(session)]",
        "return [*_unlike_payments(session), *_unsettled(session)]",
        f"{PAYING}the_daily_look_at_the_books_names_what_was_changed_by_hand[sqlite]",
    ),
    Guard(
        "the checker sees money that is not where it should be",
        f"{SHOP}/payments/ledger.py",
        "return [*_unbalanced(session), *_unlike_payments(session), *_unsettled(session)]",
        "return [*_unbalanced(session), *_unsettled(session)]",
        f"{PAYING}the_daily_look_at_the_books_names_what_was_changed_by_hand[sqlite]",
    ),
    Guard(
        "the checker sees an order that nothing paid",
        f"{SHOP}/payments/ledger.py",
        "return [*_unbalanced(session), *_unlike_payments(session), *_unsettled(session)]",
        "return [*_unbalanced(session), *_unlike_payments(session)]",
        f"{SETTLING}an_order_that_is_paid_by_nothing_is_a_break_of_the_books[sqlite]",
    ),
]

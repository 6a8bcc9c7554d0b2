"""Every job of the shop, and what the clock asks for; `python -m modiste.shop.worker ID ATTEMPT` does one job apart."""

import sys
import uuid
from collections.abc import Sequence

from modiste.shop.accounts import jobs as jobs_about_accounts
from modiste.shop.boutiques import jobs as jobs_about_boutiques
from modiste.shop.cart import jobs as jobs_about_carts
from modiste.shop.catalogue import jobs as catalogue
from modiste.shop.jobs import jobs as jobs_about_jobs
from modiste.shop.kit.queue import worker
from modiste.shop.kit.queue.caretaker import Plan
from modiste.shop.kit.queue.registry import QUEUES
from modiste.shop.kit.queue.timetable import Every, every
from modiste.shop.kit.settings import Settings
from modiste.shop.notifications import jobs as notifications
from modiste.shop.orders import jobs as orders
from modiste.shop.payments import jobs as payments
from modiste.shop.prices import jobs as prices
from modiste.shop.prices.settings import PriceSettings
from modiste.shop.recommendations import jobs as recommendations
from modiste.shop.wardrobe import jobs as wardrobe
from modiste.shop.webhooks import jobs as webhooks

APART = (sys.executable, "-m", "modiste.shop.worker")


def timetable_of(settings: Settings) -> list[Every]:
    """What the clock asks for."""
    return [
        every("forget_ended_jobs", hours=24, job=jobs_about_jobs.forget_ended_jobs),
        every("forget_kept_answers", hours=24, job=jobs_about_jobs.forget_kept_answers),
        every("forget_guest_carts", hours=24, job=jobs_about_carts.forget_guest_carts),
        every("forget_stranded_photos", hours=24, job=catalogue.forget_stranded_photos),
        every("forget_stray_garment_photos", hours=24, job=wardrobe.forget_stray_garment_photos),
        every("forget_cart_additions", hours=24, job=jobs_about_carts.forget_cart_additions),
        every("forget_old_uploads", hours=24, job=catalogue.forget_old_uploads),
        every("forget_old_sessions", hours=24, job=jobs_about_accounts.forget_old_sessions),
        every("forget_old_access", hours=24, job=jobs_about_boutiques.forget_old_access),
        every("forget_old_notifications", hours=24, job=notifications.forget_old_notifications),
        every("send_webhooks", hours=1 / 60, job=webhooks.send_webhooks),
        every("forget_old_messages", hours=24, job=webhooks.forget_old_messages),
        every("expire_orders", hours=1 / 60, job=orders.expire_orders),
        every("check_payments", hours=1 / 60, job=payments.check_payments),
        every("check_books", hours=24, job=payments.check_books),
        every("refresh_due_offers", hours=PriceSettings().refresh_minutes / 60, job=prices.refresh_due_offers),
        every("refresh_exchange_rates", hours=1, job=prices.refresh_exchange_rates),
        every("train_recommendations", hours=settings.training_hours, job=recommendations.train_recommendations),
    ]


def run_worker(settings: Settings, *, queues: Sequence[str] = QUEUES, concurrency: int | None = None) -> int:
    """Work until SIGTERM or SIGINT; returns the exit status. To be called in the main thread."""
    plan = Plan(queues=queues, concurrency=concurrency, timetable=timetable_of(settings), apart=APART)
    return worker.run(settings, plan)


if __name__ == "__main__":
    worker.run_one(Settings(), uuid.UUID(sys.argv[1]), int(sys.argv[2]))

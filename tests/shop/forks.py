"""Processes for the tests that start in a tenth of a second: forked from one that has imported what they need."""

import multiprocessing

forks = multiprocessing.get_context("forkserver")
forks.set_forkserver_preload(
    ["__main__", "tests.shop.orders.buyers", "tests.shop.prices.askers", "tests.shop.prices.worker"]
)

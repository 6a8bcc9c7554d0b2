"""Speed and quality, measured beside the goal or the peer in one run; `make bench` writes benchmarks/README.md."""

import sys

import structlog

# What a part prints is its page; unless told otherwise, structlog would write the shop's log lines between its rows.
structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))

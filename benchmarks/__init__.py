"""Speed and quality, measured beside the goal or the peer in one run; `make bench` writes benchmarks/README.md."""

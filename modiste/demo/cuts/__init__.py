"""The shapes the demo shop sells: one TOML table per cut, grouped as a shop groups them."""

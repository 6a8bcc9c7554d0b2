"""The outside world on loopback, for the demo and the tests: shops with prices, rules and moods of their own."""

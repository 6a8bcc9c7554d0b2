"""What to show next and why; trains and serves."""

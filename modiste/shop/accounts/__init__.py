"""People: sign-up, sign-in, sessions, what they may do."""

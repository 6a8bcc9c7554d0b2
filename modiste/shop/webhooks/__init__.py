"""Telling a boutique's own systems what happened: signed messages to addresses of theirs, with a log."""

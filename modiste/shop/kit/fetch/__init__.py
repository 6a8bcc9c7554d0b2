"""The only door to the open web: guarded sockets, total deadlines, caps on bytes, limits and breakers per vendor."""

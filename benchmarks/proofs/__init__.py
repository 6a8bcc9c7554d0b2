"""What checkout promises, raced for over real HTTP on SQLite and on PostgreSQL; each ends with status 1 when it broke."""

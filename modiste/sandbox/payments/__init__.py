"""Three payment providers on loopback, with their real interfaces: no money moves, the book is kept all the same."""

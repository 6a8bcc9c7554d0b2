"""Work for later: a row written in the same transaction, a message that carries only its id, a worker that may die."""

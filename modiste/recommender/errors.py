"""What can go wrong in the library, as one tree.

RecommenderError
├── BadInteractions  the interactions given cannot be learnt from (also a ValueError)
├── InvalidInput     an argument has the wrong shape, range or kind (also a ValueError)
├── NotFitted        a model is asked before it has learnt
├── BrokenArtifact   a saved model is absent, damaged or of another kind
└── NotAvailable     PyTorch, or the device asked for, is not on this machine (also an ImportError)
"""


class RecommenderError(Exception):
    """Everything this library raises on purpose; its text says what to do."""


class BadInteractions(RecommenderError, ValueError):
    """The interactions given cannot be learnt from."""


class InvalidInput(RecommenderError, ValueError):
    """An argument has the wrong shape, range or kind."""


class NotFitted(RecommenderError):
    """A model is asked before it has learnt."""

    def __init__(self, model: str) -> None:
        super().__init__(f"This {model} has not learnt yet: call fit(interactions) or load a saved model first.")


class BrokenArtifact(RecommenderError):
    """A saved model is absent, damaged or of another kind."""


class NotAvailable(RecommenderError, ImportError):
    """PyTorch, or the device asked for, is not on this machine."""

"""Models and trainers in PyTorch: the only place that imports torch (`pip install modiste[neural]`)."""

from importlib.util import find_spec

from modiste.recommender.errors import NotAvailable

if find_spec("torch") is None:
    raise NotAvailable("This needs PyTorch, which is not installed: pip install modiste[neural]")

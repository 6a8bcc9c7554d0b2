"""`python -m modiste` is `modiste`."""

from modiste.cli import main

main()

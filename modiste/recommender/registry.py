"""Which models lie in this folder, and which of them a name means: a model is known by lying here, never by a list."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import modiste.recommender
from modiste.recommender.base import Recommender
from modiste.recommender.errors import InvalidInput

NOT_MODELS = {"testing", "report"}


class UnknownModel(InvalidInput):
    """No file of the library holds a model of this name."""


def list_models() -> dict[str, type[Recommender]]:
    """Return every model of the library by the name of its class, in alphabetical order.

    A model whose extra (torch, pyspark) is not installed is left out.

    Examples
    --------
    >>> {"EASE", "ItemNeighbours", "Popularity"} <= set(list_models())
    True
    """
    found = {model.__name__: model for name in _modules(modiste.recommender) for model in _models_of(name)}
    return dict(sorted(found.items()))


def find_model(name: str) -> type[Recommender]:
    """Return the model that a name means: its file's name (`ease`) or its class's name in any case (`EASE`).

    A file with several models means the first of them.

    Raises
    ------
    UnknownModel
        When there is none; the text says which there are.

    Examples
    --------
    >>> find_model("neighbours").__name__, find_model("popularity").__name__
    ('ItemNeighbours', 'Popularity')
    """
    wanted = name.strip().lower().replace("-", "_")
    for module in _modules(modiste.recommender):
        if module.rpartition(".")[2] == wanted and (models := _models_of(module)):
            return models[0]
    known = list_models()
    for own, model in known.items():
        if own.lower() == wanted.replace("_", ""):
            return model
    raise UnknownModel(f"There is no model {name!r}. There are: {', '.join(known)}.")


def _modules(package: ModuleType) -> Iterator[str]:
    """The names of all public modules of a package and of its packages, none of them imported yet but the packages."""
    for entry in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        own = entry.name.rpartition(".")[2]
        if own.startswith("_") or own in NOT_MODELS:
            continue
        if not entry.ispkg:
            yield entry.name
        elif (inner := _imported(entry.name)) is not None:
            yield from _modules(inner)


def _imported(name: str) -> ModuleType | None:
    """The module; None when it needs a third party's package that is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("modiste"):
            raise
        return None


def _models_of(name: str) -> list[type[Recommender]]:
    """The models that a module itself defines, in the order of the file."""
    module = _imported(name)
    if module is None:
        return []
    return [
        entry
        for entry in vars(module).values()
        if inspect.isclass(entry)
        and issubclass(entry, Recommender)
        and entry.__module__ == name
        and not inspect.isabstract(entry)
        and not entry.__name__.startswith("_")
    ]

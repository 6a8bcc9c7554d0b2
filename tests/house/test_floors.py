"""Who may know whom: the import contracts, and the foreign keys that imports cannot show."""

import importlib
import pkgutil
import subprocess
import sys
import tomllib

import modiste.shop
from modiste.shop.kit.db import Base
from tests.conftest import REPOSITORY


def floors() -> list[list[str]]:
    """The service's floors from the top down, as the import contract lists them."""
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c.get("containers") == ["modiste.shop"])
    return [[name.strip() for name in layer.split("|")] for layer in layers]


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_foreign_keys_point_downwards() -> None:
    """A foreign key written as a string is an import in disguise: it must obey the same floors."""
    level = {name: depth for depth, names in enumerate(reversed(floors())) for name in names}
    owner: dict[str, str] = {}
    for module in pkgutil.walk_packages(modiste.shop.__path__, "modiste.shop."):
        if module.name.endswith(".models"):
            importlib.import_module(module.name)
    for mapper in Base.registry.mappers:
        owner[str(mapper.local_table.name)] = mapper.class_.__module__.split(".")[2]
    upwards = [
        f"{table.name}.{key.parent.name} → {key.target_fullname}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if (mine := owner[table.name]) != (theirs := owner[key.column.table.name]) and level[mine] <= level[theirs]
    ]
    assert upwards == []


def test_every_feature_has_tests_that_mirror_it() -> None:
    features = [name for names in floors() for name in names if (REPOSITORY / "modiste/shop" / name).is_dir()]
    missing = [name for name in features if not list((REPOSITORY / "tests/shop" / name).glob("test_*.py"))]
    assert missing == []

"""A check of Stripe's requests by the SDK's own typed parameters: unknown names, wrong types, wrong words."""

import sys
import types
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints

import typing_extensions
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from stripe._request_options import RequestOptions
from stripe._stripe_object import UntypedStripeObject
from typing_extensions import is_typeddict

# What the SDK puts into headers stands among the typed parameters; it is not a parameter of the interface.
OPTIONS = frozenset(RequestOptions.__annotations__)
Form = dict[str, Any]


class WrongParam(Exception):
    """A parameter that the interface refuses; `name` is spelled with Stripe's brackets."""

    def __init__(self, code: str, words: str, name: str) -> None:
        super().__init__(words)
        self.code, self.name = code, name


def checked(typed: type, form: Form) -> Form:
    """`form`, whose leaves are strings, with the types that `typed` says. Raises WrongParam."""
    try:
        params: Form = _adapter(typed).validate_python(form)
    except ValidationError as error:
        raise _as_wrong_param(error.errors(include_url=False)) from None
    _refuse_loose_spelling(form, params, ())
    return params


@lru_cache(maxsize=32)
def _adapter(typed: type) -> TypeAdapter[Form]:
    return TypeAdapter(_closed(typed))


@lru_cache(maxsize=512)
def _closed(typed: type) -> Any:
    """The same typed parameters, closed: no further keys, and no other words than the listed ones."""
    own = {name: note for name, note in typed.__annotations__.items() if name not in OPTIONS}
    bare = type(typed.__name__, (), {"__annotations__": own})
    hints = get_type_hints(bare, vars(sys.modules[typed.__module__]), include_extras=True)
    typed_dict: Any = typing_extensions.TypedDict  # mypy knows only those that are written out
    closed = typed_dict(typed.__name__, {name: _narrowed(hint) for name, hint in hints.items()})
    closed.__pydantic_config__ = ConfigDict(extra="forbid")
    return closed


def _narrowed(hint: Any) -> Any:
    if is_typeddict(hint):
        return _closed(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (NotRequired, Required):
        return origin[_narrowed(inner[0])]
    if origin in (Union, types.UnionType):
        kept = [_narrowed(one) for one in inner if get_origin(one) is not UntypedStripeObject]
        # The SDK lists the words and leaves room for later ones (`Literal[...] | str`); `Literal[""]` means "unset".
        if any(get_origin(one) is Literal and get_args(one) != ("",) for one in kept):
            kept = [one for one in kept if one is not str]
        return Union[tuple(kept)]  # noqa: UP007 - the members are known only while it runs
    if origin is list:
        return list[_narrowed(inner[0])]  # type: ignore[misc]
    if origin is dict:
        return dict[str, _narrowed(inner[1])]  # type: ignore[misc]
    return hint


def _refuse_loose_spelling(raw: Any, value: Any, path: tuple[str | int, ...]) -> None:
    """Pydantic reads 1.0 and 1_000 as whole numbers and `on` as true: Stripe does not."""
    if isinstance(value, Mapping):
        for name in value:
            _refuse_loose_spelling(raw[name], value[name], (*path, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            _refuse_loose_spelling(raw[number], each, (*path, number))
    elif isinstance(value, bool):
        if raw not in ("true", "false"):
            raise _refusal("bool_parsing", path, raw)
    elif isinstance(value, int) and raw != str(value):
        raise _refusal("int_parsing", path, raw)


def _as_wrong_param(errors: list[ErrorDetails]) -> WrongParam:
    """The first thing that is wrong; an unknown name before others, for a misspelled one is often missed elsewhere."""
    first = next((error for error in errors if error["type"] == "extra_forbidden"), errors[0])
    path = tuple(part for part in first["loc"] if not _is_of_pydantic(part))
    return _refusal(first["type"], path, first["input"], first.get("ctx", {}).get("expected", ""))


def _is_of_pydantic(part: str | int) -> bool:
    """Whether a step of an error's path names a member of a union, which is no step in the form."""
    return isinstance(part, str) and (
        part in {"int", "str", "bool", "float", "decimal"} or part[:1].isupper() or "[" in part
    )


def _refusal(kind: str, path: tuple[str | int, ...], given: Any, expected: str = "") -> WrongParam:
    name = bracketed(path)
    worded = {
        "extra_forbidden": ("parameter_unknown", f"Received unknown parameter: {name}"),
        "missing": ("parameter_missing", f"Missing required param: {name}."),
        "literal_error": ("parameter_invalid", f"Invalid {name}: must be one of {expected}"),
        "bool_parsing": ("parameter_invalid_boolean", f"Invalid boolean: {given}"),
        "string_type": ("parameter_invalid_string", f"Invalid string: {given}"),
    }
    if kind.startswith("int_"):
        return WrongParam("parameter_invalid_integer", f"Invalid integer: {given}", name)
    code, words = worded.get(kind, ("parameter_invalid", f"Invalid {name}: {given}"))
    return WrongParam(code, words, name)


def bracketed(path: tuple[str | int, ...]) -> str:
    """`("line_items", 0, "quantity")` as `line_items[0][quantity]`."""
    first, *others = path or ("",)
    return str(first) + "".join(f"[{part}]" for part in others)

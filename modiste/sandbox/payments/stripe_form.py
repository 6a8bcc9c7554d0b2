"""Stripe's way to write a structure as a form: `line_items[0][price_data][unit_amount]=1999`."""

import re
from typing import Any
from urllib.parse import parse_qsl

from modiste.sandbox.payments.typed_params import Form, WrongParam

KEY = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")
MOST_FIELDS = 1000


def decoded(text: str) -> Form:
    """The structure; every leaf is a string. Raises WrongParam."""
    form: Form = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise WrongParam("parameter_invalid", f"The form cannot be read: {error}", "") from None
    for key, value in pairs:
        _put(form, _steps(key), value, key)
    return {name: _with_lists(value) for name, value in form.items()}


def _steps(key: str) -> list[str]:
    parts = KEY.match(key)
    if parts is None:
        raise WrongParam("parameter_unknown", f"Received unknown parameter: {key}", key)
    return [parts[1], *re.findall(r"\[([^\[\]]*)\]", parts[2])]


def _put(form: Form, steps: list[str], value: str, key: str) -> None:
    place: Any = form
    for step in steps[:-1]:
        place = place.setdefault(step or str(len(place)), {})
        if not isinstance(place, dict):
            raise WrongParam("parameter_invalid", f"Invalid {key}: both a value and a structure", key)
    last = steps[-1] or str(len(place))
    if isinstance(place.get(last), dict):
        raise WrongParam("parameter_invalid", f"Invalid {key}: both a value and a structure", key)
    place[last] = value


def _with_lists(value: Any) -> Any:
    """A structure whose names are 0, 1, 2 … is a list."""
    if not isinstance(value, dict):
        return value
    inner = {name: _with_lists(each) for name, each in value.items()}
    return list(inner.values()) if list(inner) == [str(number) for number in range(len(inner))] else inner

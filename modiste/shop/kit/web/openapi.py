"""The API's description: one kind of problem everywhere, every answer named, stable names for generated clients."""

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from modiste.shop.kit.web.problems import MEDIA_TYPE, Problem

SCHEMAS = "#/components/schemas"
GENERIC = {
    "400": "The request cannot be read.",
    "401": "Sign in first.",
    "403": "You may not do this.",
    "404": "There is no such thing for you.",
    "408": "The body took too long to arrive.",
    "412": "It was changed since you read it.",
    "413": "The body is too large.",
    "422": "The request makes no sense; `errors` says where.",
    "429": "Too many requests; Retry-After says when to come back.",
    "503": "Something does not answer; Retry-After says when to come back.",
}
ALWAYS = ("400", "429", "503")


class DescribedApp(FastAPI):
    """FastAPI with our description."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once and kept until a route is added."""
        made = super().openapi()
        if "x-tidied" not in made:
            _tidy(made)
            made["x-tidied"] = True
        return made


def operation_name(route: APIRoute) -> str:
    """`{tag}_{function}`: the method's name in generated clients."""
    tag = str(route.tags[0]) if route.tags else "shop"
    return f"{tag}_{route.name}"


def _tidy(document: dict[str, Any]) -> None:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template=f"{SCHEMAS}/{{model}}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    components["responses"] = {f"Problem{status}": _answer(text) for status, text in GENERIC.items()}
    for path, operations in document.get("paths", {}).items():
        for operation in operations.values():
            _name_problems(operation, has_path_parameters="{" in path)
    for operations in document.get("webhooks", {}).values():
        for operation in operations.values():
            operation["responses"].pop("422", None)  # what is answered to us is others' affair


def _answer(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {"schema": {"$ref": f"{SCHEMAS}/Problem"}}}}


def _name_problems(operation: dict[str, Any], *, has_path_parameters: bool) -> None:
    answers = operation.setdefault("responses", {})
    if "HTTPValidationError" in str(answers.get("422", "")):
        del answers["422"]
    for status in _possible(operation, has_path_parameters):
        answers.setdefault(status, {"$ref": f"#/components/responses/Problem{status}"})
    operation["responses"] = dict(sorted(answers.items()))


def _possible(operation: dict[str, Any], has_path_parameters: bool) -> Iterable[str]:
    yield from ALWAYS
    parameters = operation.get("parameters", ())
    if parameters or "requestBody" in operation:
        yield "422"
    if "requestBody" in operation:
        yield from ("408", "413")
    if has_path_parameters:
        yield "404"
    if operation.get("security"):
        yield from ("401", "403")
    if any(parameter.get("name", "").lower() == "if-match" for parameter in parameters):
        yield "412"

"""Stripe's errors: a status, a type, a code, the parameter and a sentence."""

from typing import Any

from modiste.sandbox.payments.typed_params import WrongParam


class Refusal(Exception):
    """An error as Stripe words it."""

    def __init__(
        self, status: int, words: str, *, code: str = "", param: str = "", kind: str = "invalid_request_error"
    ) -> None:
        super().__init__(words)
        self.status, self.code, self.param, self.kind = status, code, param, kind

    @classmethod
    def of(cls, wrong: WrongParam) -> "Refusal":
        """The error for a wrong parameter."""
        return cls(400, str(wrong), code=wrong.code, param=wrong.name)

    def told(self) -> dict[str, Any]:
        """The body of the answer; what there is not is left out."""
        error = {"code": self.code, "message": str(self), "param": self.param, "type": self.kind}
        if self.code:
            error["doc_url"] = f"https://stripe.com/docs/error-codes/{self.code.replace('_', '-')}"
        return {"error": {name: value for name, value in error.items() if value}}


def missing(kind: str, id: str, param: str = "id") -> Refusal:
    """The error for an object that there is not."""
    return Refusal(404, f"No such {kind}: '{id}'", code="resource_missing", param=param)

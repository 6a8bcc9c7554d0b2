"""Gemini as the vision models ask it: one question about one photo, answered whole within a deadline or not at all.

The SDK's own retries do not hear the host's Retry-After, so they are off and stand here. A refusal comes as status 200
without what was asked for; a model that thinks sends drafts before its picture. Checked against google-genai 3.4.0.
"""

import itertools
import json
import random
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar

from modiste.vision.arrays import Pixels, checked
from modiste.vision.errors import (
    BadAnswer,
    Misconfigured,
    ModelFailed,
    ModelMissing,
    Overloaded,
    RateLimited,
    Refused,
    TimedOut,
    UnreadableImage,
)
from modiste.vision.images import as_webp, on_ground
from modiste.vision.limits import Limits
from modiste.vision.photos import read_photo

if TYPE_CHECKING:
    from google.genai import types
    from google.genai.errors import APIError

LONGEST = 1_024  # pixels of a photo's longer side as it is sent: the host makes its own pictures as large
DRAWN = Limits(24 * 2**20, shortest=64, most_slender=8, widest=4_096)  # what a picture that comes back may be
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds before asking again, doubled each time
_BUSY = {408, 500, 502, 503, 504}
_REFUSALS = {
    *("SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR"),
    *("IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "IMAGE_OTHER", "NO_IMAGE"),
}  # finish reasons after which asking again leads to the same
_MOST_WORDS = 300  # letters of the host's own that are passed on

T = TypeVar("T")


class Gemini:
    """A model of the Gemini API, by its name there; close it when it is no longer asked.

    `base_url` is the API's address where it is not Google's own; `deadline` how many seconds one question may take
    with all its `attempts`; `wait` is how it pauses between them. Raises Misconfigured without a key or a model's
    name, ModelMissing without the SDK.
    """

    def __init__(
        self,
        api_key: str,
        model: str,
        *,
        base_url: str | None = None,
        deadline: float = 60.0,
        attempts: int = 4,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        if not api_key or not model:
            raise Misconfigured("A model of Gemini needs an API key and the model's name.")
        self.model, self._deadline, self._attempts, self._wait = model, deadline, attempts, wait
        try:
            from google import genai  # noqa: PLC0415 -- more than a second to import

            from modiste.vision._bounded_http import BoundedClient  # noqa: PLC0415
        except ImportError as error:
            raise ModelMissing("Gemini's SDK is not installed: install modiste[gemini].") from error
        self._types = genai.types
        self._http = BoundedClient()
        # Held for as long as the model: a client that is collected closes its connections.
        self._client = genai.Client(
            api_key=api_key,
            vertexai=False,
            http_options=genai.types.HttpOptions(base_url=base_url, httpx_client=self._http),
        )

    def close(self) -> None:
        """Hang up."""
        self._client.close()
        self._http.close()

    def ask_object(self, prompt: str, photo: Pixels, schema: dict[str, Any]) -> dict[str, Any]:
        """What the model says of the photo, as a JSON object that was asked for by `schema`; check its values."""
        answer = self._generate(
            prompt, photo, response_mime_type="application/json", response_json_schema=schema, temperature=0.0
        )
        text = "".join(part.text for part in _parts(answer) if part.text)
        if not text:
            raise _nothing(answer, "words")
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadAnswer(f"{self.model} answered no JSON.") from error
        if not isinstance(found, dict):
            raise BadAnswer(f"{self.model} answered JSON that is no object.")
        return found

    def ask_picture(self, prompt: str, photo: Pixels, *, aspect_ratio: str) -> Pixels:
        """The picture that the model made of the photo: the last one that is no draft."""
        answer = self._generate(
            prompt,
            photo,
            response_modalities=["TEXT", "IMAGE"],  # the words explain a refusal
            image_config=self._types.ImageConfig(aspect_ratio=aspect_ratio),
        )
        pictures = [part.inline_data.data for part in _parts(answer) if part.inline_data and part.inline_data.data]
        if not pictures:
            raise _nothing(answer, "a picture")
        try:
            return read_photo(pictures[-1], DRAWN)
        except UnreadableImage as error:
            raise BadAnswer(f"{self.model} answered a picture that cannot be read.") from error

    def ask_vector(self, photo: Pixels, dimensions: int) -> list[float]:
        """The embedding of one photo: several in one question would come back as one."""
        part = self._part(photo)

        def ask(options: "types.HttpOptions") -> list[float]:
            config = self._types.EmbedContentConfig(output_dimensionality=dimensions, http_options=options)
            said = self._client.models.embed_content(model=self.model, contents=part, config=config)
            found = said.embeddings or []
            if len(found) != 1 or len(found[0].values or []) != dimensions:
                raise BadAnswer(f"{self.model} did not answer one vector of {dimensions} numbers.")
            return found[0].values or []

        return self._asked(ask)

    def _generate(self, prompt: str, photo: Pixels, **how: Any) -> "types.GenerateContentResponse":
        contents: Any = [prompt, self._part(photo)]

        def ask(options: "types.HttpOptions") -> "types.GenerateContentResponse":
            config = self._types.GenerateContentConfig(seed=7, http_options=options, **how)
            return self._client.models.generate_content(model=self.model, contents=contents, config=config)

        answer = self._asked(ask)
        _check_not_refused(answer)
        return answer

    def _part(self, photo: Pixels) -> "types.Part":
        flat = on_ground(checked(photo), (255, 255, 255))
        return self._types.Part.from_bytes(data=as_webp(flat, longest=LONGEST).content, mime_type="image/webp")

    def _asked(self, ask: Callable[["types.HttpOptions"], T]) -> T:
        """The answer, asked for again while the host is busy and the deadline allows it."""
        until = time.monotonic() + self._deadline
        for attempt in itertools.count(1):
            left = max(1, round((until - time.monotonic()) * 1000))
            try:
                return _translated(ask, self._types.HttpOptions(timeout=left), self.model)
            except (RateLimited, Overloaded) as error:
                pause = min(_FIRST_PAUSE * 2 ** (attempt - 1), _LONGEST_PAUSE) * random.uniform(0.5, 1)
                pause = error.retry_after if error.retry_after is not None else pause
                if attempt >= self._attempts or time.monotonic() + pause >= until:
                    raise
                self._wait(pause)
        raise AssertionError("counting ends")


def _translated(ask: Callable[["types.HttpOptions"], T], options: "types.HttpOptions", model: str) -> T:
    """What `ask` returns; what the SDK and the line raise becomes an error of this library."""
    import httpx2  # noqa: PLC0415
    from google.genai import errors  # noqa: PLC0415

    try:
        return ask(options)
    except ModelFailed:
        raise
    except errors.APIError as error:
        raise _error_of(error, model) from error
    except httpx2.TimeoutException as error:
        raise TimedOut(f"{model} did not answer in time.") from error
    except httpx2.TransportError as error:
        raise Overloaded(f"{model} cannot be reached.") from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise BadAnswer(f"{model} did not answer as HTTP has it.") from error
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:  # the SDK met other shapes
        raise BadAnswer(f"{model} answered what its interface does not have.") from error


def _error_of(error: "APIError", model: str) -> ModelFailed:
    """The kind of error that an answer with another status than 200 is."""
    words = str(error.message or error.status or "")[:_MOST_WORDS]
    if error.code == 429:
        return RateLimited(f"{model} is asked too often: {words}", _retry_after(error))
    if error.code in _BUSY:
        return Overloaded(f"{model} is too busy, or broken: {words}", _retry_after(error))
    if error.code == 400 and "image" in words.lower():
        return Refused(f"{model} does not take this picture: {words}", str(error.status))
    if error.code in (400, 401, 403, 404):
        return Misconfigured(f"{model} does not take the question (key, model's name, address?): {words}")
    return BadAnswer(f"{model} answered with status {error.code}.")


def _retry_after(error: "APIError") -> float | None:
    """Seconds until the host wants to be asked again: the later of its header and its RetryInfo."""
    found = []
    header = str(getattr(error.response, "headers", {}).get("retry-after", ""))
    try:
        found.append(float(header) if header[:1].isdigit() else parsedate_to_datetime(header).timestamp() - time.time())
    except (ValueError, TypeError):
        pass
    details = error.details.get("error", error.details) if isinstance(error.details, dict) else {}
    for detail in (details.get("details") or []) if isinstance(details, dict) else []:
        if isinstance(detail, dict) and str(detail.get("@type", "")).endswith("RetryInfo"):
            try:
                found.append(float(str(detail.get("retryDelay", "")).removesuffix("s")))
            except ValueError:
                continue
    return max(0.0, *found) if found else None


def _check_not_refused(answer: "types.GenerateContentResponse") -> None:
    """Raise Refused where the host says so, whatever else it sent."""
    feedback = answer.prompt_feedback
    if feedback is not None and feedback.block_reason is not None:
        raise Refused("The host does not work on this photo.", feedback.block_reason.name)
    reason = _finish_reason(answer)
    if reason in _REFUSALS:
        words = " ".join(part.text for part in _parts(answer) if part.text)[:_MOST_WORDS]
        raise Refused(f"The host does not work on this photo. {words}".strip(), reason)


def _nothing(answer: "types.GenerateContentResponse", wanted: str) -> ModelFailed:
    """The error for an answer that ended by itself without what was asked for."""
    words = " ".join(part.text for part in _parts(answer) if part.text)[:_MOST_WORDS]
    if words:
        return Refused(f"The host sent words instead of {wanted}: {words}", "NO_IMAGE")
    return BadAnswer(f"The host's answer holds not {wanted} ({_finish_reason(answer) or 'no reason given'}).")


def _finish_reason(answer: "types.GenerateContentResponse") -> str:
    reason = answer.candidates[0].finish_reason if answer.candidates else None
    return reason.name if reason is not None else ""


def _parts(answer: "types.GenerateContentResponse") -> Iterator["types.Part"]:
    """What was answered, without the thoughts and drafts on the way there."""
    content = answer.candidates[0].content if answer.candidates else None
    yield from (part for part in (content.parts if content else None) or [] if not part.thought)

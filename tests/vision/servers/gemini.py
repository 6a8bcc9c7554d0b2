"""Gemini's API as google-genai 3.4.0 asks it: it paints grounds, names what it sees, and answers badly when told to."""

import base64
import io
import json
import re
from http.server import BaseHTTPRequestHandler
from typing import Any

import numpy as np
from PIL import Image

from tests.shop.payments.providers.servers.base import SECRET, Asked, Object, send
from tests.shop.payments.providers.servers.base import Server as Base

KEY = SECRET
BLOCKED = {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}
UNSAFE = {"candidates": [{"finishReason": "IMAGE_SAFETY", "content": {"role": "model", "parts": []}}]}
WORDS = {"candidates": [{"finishReason": "STOP", "content": {"parts": [{"text": "I would rather not."}]}}]}
NOTHING: Object = {"candidates": []}
REFUSALS = {"blocked": BLOCKED, "unsafe": UNSAFE}
TAGS = {
    "has_garment": True,
    "category": {"value": "t-shirt", "confidence": 0.9},
    "colours": {"value": [{"hex": "#c4202c", "share": 0.9}, {"hex": "#f6f3ec", "share": 0.2}], "confidence": 0.8},
    "pattern": {"value": "plain", "confidence": 0.7},
    "formality": {"value": 0.1, "confidence": 0.6},
    "season": {"value": ["summer", "spring"], "confidence": 0.5},
}


class Server(Base):
    """What it paints is moved by `moves` pixels, and of another colour where it `invents`."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Any = TAGS
        self.moves, self.invents, self.paints = 0, False, True
        self.drafts = True  # a thought with a picture that is none yet
        self.busy = 0  # times that `mood` lasts; 0 for as long as it stands
        self.retry_after, self.retry_info = "", ""
        self.picture = lambda content: content  # what becomes of a picture's bytes on the way
        self.encoded = lambda text: text  # and of their base64

    def answer(self, asked: Asked) -> tuple[int, Object]:
        if asked.headers.get("x-goog-api-key") != KEY:
            return 400, _error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.")
        name, _, call = asked.path.rpartition("/models/")[2].partition(":")
        if name == "gone":
            return 404, _error(404, "NOT_FOUND", "models/gone is not found for API version v1")
        if call == "batchEmbedContents":
            return 200, {"embeddings": [{"values": self._vector(one)} for one in asked.json["requests"]]}
        assert call == "generateContent", call
        if self.mood in REFUSALS:
            return 200, REFUSALS[self.mood]
        if self.mood in ("words", "nothing"):
            return 200, WORDS if self.mood == "words" else NOTHING
        config = asked.json["generationConfig"]
        assert "seed" in config
        sent = _picture_in(asked.json["contents"])
        if "IMAGE" in config.get("responseModalities", []):
            assert config["imageConfig"]["aspectRatio"]
            return 200, _answer([*self._drafts(sent), _inline(self.encoded(self._painted(sent, asked)))])
        assert config["responseMimeType"] == "application/json" and config["responseJsonSchema"]["properties"]
        return 200, _answer([{"text": "Let me see.", "thought": True}, {"text": json.dumps(self._tags_of(sent))}])

    def _reply(self, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        if self.mood.isdigit():
            details = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": self.retry_info}]
            told = _error(int(self.mood), "RESOURCE_EXHAUSTED", "Quota exceeded.", details if self.retry_info else [])
            body = json.dumps(told).encode()
            send(handler, int(self.mood), body, {"Retry-After": self.retry_after} if self.retry_after else None)
        else:
            super()._reply(handler, asked)
        self.busy -= 1
        if self.busy == 0:
            self.mood = ""

    def _vector(self, request: Object) -> list[float]:
        [part] = request["content"]["parts"]
        small = np.asarray(_opened(part).resize((16, 16), Image.Resampling.BOX), dtype=float)
        return (np.resize(small / 128 - 1, request["outputDimensionality"]) * 3).tolist()

    def _tags_of(self, sent: Image.Image) -> Any:
        return self.tags | {"has_garment": False} if np.asarray(sent).std() < 2 else self.tags

    def _drafts(self, sent: Image.Image) -> list[Object]:
        draft = _inline(_base64_of(Image.new("RGB", sent.size, "#808080")))
        return [{"text": "Here it is."}, draft | {"thought": True}] if self.drafts else []

    def _painted(self, sent: Image.Image, asked: Asked) -> str:
        """The photo with the key colour of the prompt where it shows what its own corner shows, or the key already."""
        pixels = np.asarray(sent).astype(int)
        key = np.array(list(bytes.fromhex(re.search(r"#([0-9a-f]{6})", json.dumps(asked.json))[1])))  # type: ignore[index]
        inner = pixels[np.abs(pixels - key).sum(axis=2) > 60]
        is_key = np.abs(pixels - key).sum(axis=2) <= 60
        ground = np.median(inner[: len(inner) // 8], axis=0)
        is_ground = is_key | (np.abs(pixels - ground).sum(axis=2) < 60)
        drawn = pixels[:, :, ::-1] // 2 if self.invents else pixels
        made = np.where(is_ground[..., None] & self.paints, key, drawn)
        made = np.roll(made, self.moves, axis=1).astype(np.uint8)
        return self.picture(_base64_of(Image.fromarray(made)))


def _error(code: int, status: str, message: str, details: list[Object] | None = None) -> Object:
    return {"error": {"code": code, "status": status, "message": message, "details": details or []}}


def _answer(parts: list[Object]) -> Object:
    return {"candidates": [{"finishReason": "STOP", "content": {"role": "model", "parts": parts}}]}


def _inline(data: str) -> Object:
    return {"inlineData": {"mimeType": "image/png", "data": data}}


def _base64_of(image: Image.Image) -> str:
    file = io.BytesIO()
    image.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def _picture_in(contents: list[Object]) -> Image.Image:
    [part] = [part for content in contents for part in content["parts"] if "text" not in part]
    return _opened(part)


def _opened(part: Object) -> Image.Image:
    [(name, blob)] = part.items()
    assert name in ("inlineData", "inline_data")  # the SDK writes embeddings' parts in the second way
    [kind, data] = [blob[name] for name in ("mimeType" if "mimeType" in blob else "mime_type", "data")]
    assert kind == "image/webp"
    return Image.open(io.BytesIO(base64.urlsafe_b64decode(data.replace("+", "-").replace("/", "_")))).convert("RGB")

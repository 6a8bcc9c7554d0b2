"""Google's Gemini embeddings, one photo a question: `pip install modiste[gemini]`, and an API key.

Vectors shorter than the model's own are cut off there and not of length 1; here they are made so again.
"""

import time
from collections.abc import Callable

from modiste.vision._gemini import Gemini
from modiste.vision.arrays import Pixels
from modiste.vision.embedding.base import Vector, normalised


class GeminiEmbedder:
    """Vectors of `model`, 128 to 3,072 `dimensions` long.

    `base_url`, `deadline` (seconds for one photo, with all attempts) and `wait` are as for `Gemini`. Raises
    Misconfigured without a key, ModelMissing without the SDK.
    """

    def __init__(
        self,
        api_key: str,
        model: str = "gemini-embedding-2",
        *,
        dimensions: int = 768,
        base_url: str | None = None,
        deadline: float = 20.0,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gemini = Gemini(api_key, model, base_url=base_url, deadline=deadline, wait=wait)
        self.name, self.dimensions = f"{model}/{dimensions}", dimensions

    def embed(self, photo: Pixels) -> Vector:
        """The model's vector of `photo`; raises InvalidImage, and the kinds of ModelFailed."""
        return normalised(self._gemini.ask_vector(photo, self.dimensions))

    def close(self) -> None:
        """Hang up."""
        self._gemini.close()

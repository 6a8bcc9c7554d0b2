"""A linear model of looks: probabilities of classes from standardised numbers (multinomial logistic regression)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from modiste.vision.looks import Numbers

_FARTHEST = 4.0  # standard deviations: what is stranger is no more telling


@dataclass(frozen=True, slots=True)
class Scale:
    """How numbers are standardised: their means and spreads where the model was taught, (f,) each."""

    mean: Numbers
    spread: Numbers

    def of(self, numbers: npt.NDArray[np.floating]) -> Numbers:
        """`numbers`, (…, f), as standard deviations from the mean."""
        return np.clip((numbers - self.mean) / self.spread, -_FARTHEST, _FARTHEST).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights (f, classes), one bias a class, and the temperature at which the probabilities are honest."""

    scale: Scale
    weights: Numbers
    bias: Numbers
    temperature: float

    def probabilities(self, *views: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Of each class, (classes,), from several views of one garment, (f,) each."""
        scores = np.mean([self.scale.of(view) @ self.weights + self.bias for view in views], axis=0) / self.temperature
        raised = np.exp(scores.astype(np.float64) - scores.max())
        return raised / raised.sum()

    def as_arrays(self, name: str) -> dict[str, npt.NDArray[np.floating]]:
        """The model as arrays for a file, under names that begin with `name`."""
        arrays = {"mean": self.scale.mean, "spread": self.scale.spread, "weights": self.weights, "bias": self.bias}
        arrays["temperature"] = np.array(self.temperature)
        return {f"{name}_{part}": array.astype(np.float32) for part, array in arrays.items()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.floating]], name: str) -> "Linear":
        """The model that `as_arrays` wrote."""
        mean, spread, weights, bias = (arrays[f"{name}_{part}"] for part in ("mean", "spread", "weights", "bias"))
        return cls(Scale(mean, spread), weights, bias, float(arrays[f"{name}_temperature"]))

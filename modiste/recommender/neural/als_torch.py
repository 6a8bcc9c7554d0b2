"""ALS and ALS-NCG on a GPU: the objective of `recommender/_objective.py`, its passes over the pairs said in PyTorch.

Sweep, line search and conjugate gradients are the CPU trainer's own code; what differs is how rows are solved: many of
about one length at a time, padded, by batched Cholesky, conjugate gradients or blocks.
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from modiste.recommender._als import Array, Doubles, Way
from modiste.recommender._objective import Objective, Point
from modiste.recommender._workers import parts
from modiste.recommender.neural._batches import DeviceSide, Seen
from modiste.recommender.neural._device import device_of, room_on


class DevicePoint(Point):
    """A place in the space of all factors whose sides are tensors."""

    __slots__ = ()

    def plus(self, other: Point, step: float = 1.0) -> Point:
        """Return self + step · other."""
        return DevicePoint(self.x + step * other.x, self.y + step * other.y)

    def dot(self, other: Point) -> float:
        """Return the inner product over all coordinates, rows in float32, their sum in float64."""
        return sum(float((mine * its).sum(1).sum(dtype=torch.float64)) for mine, its in zip(self, other, strict=True))

    def copy(self) -> Point:
        """Return the same place in tensors of its own."""
        return DevicePoint(cast(Any, self.x).clone(), cast(Any, self.y).clone())

    def arrays(self) -> Point:
        """Return the same place as NumPy arrays."""
        return Point(*(cast(Any, side).cpu().numpy() for side in self))


class DeviceWorkers:
    """What `Workers` does for arrays, for tensors: dense products, in blocks summed in float64."""

    def turn(self, x: Tensor, basis: Doubles) -> None:
        """Replace x (n, d) by x · basis, in place."""
        matrix = torch.from_numpy(np.ascontiguousarray(basis)).to(x.device, x.dtype)
        for part in parts(len(x)):
            x[part] = x[part] @ matrix

    def gram(self, x: Tensor, y: Tensor | None = None) -> Doubles:
        """Return xᵀy (xᵀx when y is absent), (d, d), on the host: its eigenvectors are then the CPU trainer's."""
        other = x if y is None else y
        return _host(sum((x[part].T @ other[part]).double() for part in parts(len(x))))


class DeviceObjective(Objective):
    """An `Objective` whose pairs and points lie on a device of PyTorch."""

    users: Any
    items: Any

    @property
    def room(self) -> int:
        """Return how many float32 a batch may hold."""
        return room_on(self.users.ridge.device)

    def point(self, x: Array, y: Array) -> Point:
        """Return copies of NumPy arrays on the device."""
        ridge = self.users.ridge
        return DevicePoint(*(torch.tensor(side, dtype=ridge.dtype, device=ridge.device) for side in (x, y)))

    def _solve_rows(self, side: Any, mine: Any, fixed: Any, spectrum: Doubles, way: Way) -> float:
        d = fixed.shape[1]
        base = torch.from_numpy(spectrum).to(fixed.device, fixed.dtype)
        loss = torch.zeros((), dtype=torch.float64, device=fixed.device)
        mine[side.pairs[0][1:] == side.pairs[0][:-1]] = 0  # who has nothing
        giant = _Giant(d, fixed.device)
        edges = (way[0], d) if way[0] < d else (d,)
        for batch in side.batches(edges, max(1, self.room // d)):
            seen = side.seen(batch, fixed)
            diagonal = base + side.ridge[batch.rows][:, None]  # (b, d)
            if batch.is_whole:
                x = _solved(seen, diagonal, mine[batch.rows], way)
                e = seen.t - _times(seen.z, x)
                loss += (seen.c * e * e).sum(dtype=torch.float64)
            else:
                giant.add(seen)
                if not batch.is_last:
                    continue
                x, unexplained = giant.solved(diagonal)
                loss += unexplained
            mine[batch.rows] = x
        return float(loss)

    def _observed_loss(self, point: Point) -> float:
        return float(self._observed_course(point, point.plus(point, -1.0))[0])

    def _observed_course(self, point: Point, direction: Point) -> Doubles:
        (x, y), (p, q) = cast(Any, point), cast(Any, direction)
        d, total = x.shape[1], torch.zeros(5, dtype=torch.float64, device=x.device)
        both = torch.cat([y, q], dim=1)  # (items, 2d): one look-up for both
        for batch in self.users.batches((), max(1, self.room // (2 * d))):
            z, c, t = self.users.seen(batch, both)
            here, move = z[:, :, :d], z[:, :, d:]
            mine, its = x[batch.rows], p[batch.rows]
            r = t.double() - _times(here, mine)
            s1 = (_times(move, mine) + _times(here, its)).double()
            s2 = _times(move, its).double()
            terms = (r * r, -2 * r * s1, s1 * s1 - 2 * r * s2, 2 * s1 * s2, s2 * s2)
            total += torch.stack([(c * term).sum() for term in terms])
        return _host(total)

    def _pull(self, side: Any, x: Any, y: Any) -> Any:
        out = 2 * side.ridge[:, None] * x
        if self.alpha:
            out += x @ torch.from_numpy(2 * self.alpha * self.workers.gram(y)).to(x.device, x.dtype)
        for batch in side.batches((), max(1, self.room // x.shape[1])):
            z, c, t = side.seen(batch, y)
            out[batch.rows] -= 2 * _times(z.mT, c * (t - _times(z, x[batch.rows])))
        return out

    def _ridge(self, side: Any, a: Any, b: Any) -> float:
        return float((side.ridge.double() * (a * b).sum(1)).sum())

    def _columns(self, a: Any) -> Doubles:
        return _host(sum(a[part].square().sum(0, dtype=torch.float64) for part in parts(len(a))))


class _Giant:
    """The d × d system of one row that comes in pieces, in float64; it is solved exactly whatever the solver."""

    def __init__(self, d: int, device: torch.device) -> None:
        self.d, self.device = d, device
        self._begin()

    def _begin(self) -> None:
        self.normal = torch.zeros(1, self.d, self.d, dtype=torch.float64, device=self.device)  # ZᵀCZ
        self.right = torch.zeros(1, self.d, dtype=torch.float64, device=self.device)  # ZᵀCt
        self.targets = 0.0  # Σ c t²

    def add(self, seen: Seen) -> None:
        z, c, t = (part.double() for part in seen)
        self.normal += z.mT @ (c[..., None] * z)
        self.right += _times(z.mT, c * t)
        self.targets += (c * t * t).sum()

    def solved(self, diagonal: Tensor) -> tuple[Tensor, Tensor]:
        """Return x (1, d) and Σ c (t − zᵀx)², and begin anew."""
        x = _by_cholesky(self.normal + torch.diag_embed(diagonal.double()), self.right)
        loss = self.targets - 2 * (x * self.right).sum() + (x * _times(self.normal, x)).sum()
        self._begin()
        return x.to(diagonal.dtype), loss


def bring_to(device: str) -> Callable[[Objective], Objective]:
    """Return what copies an objective to a device; raises NotAvailable when it is not here."""
    place = device_of(device)

    def bring(host: Objective) -> Objective:
        users, items = (cast(Any, DeviceSide.of(side, place)) for side in (host.users, host.items))
        return DeviceObjective(users, items, host.alpha, host.way, cast(Any, DeviceWorkers()), host.begins_anew)

    return bring


def _solved(seen: Seen, diagonal: Tensor, x: Tensor, way: Way) -> Tensor:
    """Return the solutions (b, d) of (D + ZᵀCZ) x = ZᵀCt, exactly or some steps from x; D (b, d) is a diagonal."""
    cut, steps, width = way
    longest, d = seen.z.shape[1:]
    if longest > cut:
        return _step_by_blocks(seen, diagonal, x, way) if width else _step_by_cg(seen, diagonal, x, steps)
    return _solve_dual(seen, diagonal) if longest <= d else _solve_primal(seen, diagonal)


def _solve_dual(seen: Seen, diagonal: Tensor) -> Tensor:
    """Return D⁻¹ZᵀS (1 + S Z D⁻¹ Zᵀ S)⁻¹ S t with S = C^½ (Woodbury): padding adds ones to a diagonal, nothing else."""
    root = seen.c.sqrt()
    z = seen.z * root[..., None]  # S Z (b, L, d)
    scaled = z / diagonal[:, None]
    matrix = (scaled @ z.mT).double()
    matrix.diagonal(dim1=1, dim2=2).add_(1.0)
    return _times(scaled.mT, _by_cholesky(matrix, (root * seen.t).double()).to(z.dtype))


def _solve_primal(seen: Seen, diagonal: Tensor) -> Tensor:
    """Return (D + ZᵀCZ)⁻¹ZᵀCt by a d × d system for each row."""
    weighted = seen.c[..., None] * seen.z
    matrix = (weighted.mT @ seen.z).double() + torch.diag_embed(diagonal.double())
    return _by_cholesky(matrix, _times(weighted.mT, seen.t).double()).to(diagonal.dtype)


def _step_by_cg(seen: Seen, diagonal: Tensor, x: Tensor, steps: int) -> Tensor:
    """Take steps of conjugate gradients from x, preconditioned by the system's diagonal."""
    z, c, t = seen
    r = _times(z.mT, c * (t - _times(z, x))) - diagonal * x
    jacobi = 1 / (diagonal + _times((z * z).mT, c))
    p = r * jacobi
    rho = (r * p).sum(1, keepdim=True)  # (b, 1)
    for _ in range(steps):
        q = diagonal * p + _times(z.mT, c * _times(z, p))
        curvature = (p * q).sum(1, keepdim=True)
        step = torch.where((rho > 0) & (curvature > 0), rho / curvature, 0.0)  # else solved, to the last digit
        x, r, before = x + step * p, r - step * q, rho
        rho = (r * r * jacobi).sum(1, keepdim=True)
        p = r * jacobi + torch.where(before > 0, rho / before, 0.0) * p
    return x


def _step_by_blocks(seen: Seen, diagonal: Tensor, x: Tensor, way: Way) -> Tensor:
    """Improve x by exact solutions for some coordinates at a time, the others held (iALS++, Rendle et al. 2021)."""
    (z, c, t), (_, steps, width) = seen, way
    x = x.clone()
    for _ in range(steps):
        e = t - _times(z, x)  # what x leaves unexplained
        for first in range(0, x.shape[1], width):
            block = slice(first, first + width)
            part, ridge = z[:, :, block], diagonal[:, block]
            matrix = (part.mT @ (c[..., None] * part)).double() + torch.diag_embed(ridge.double())
            right = _times(part.mT, c * e) - ridge * x[:, block]
            step = _by_cholesky(matrix, right.double()).to(x.dtype)
            x[:, block] += step
            e = e - _times(part, step)
    return x


def _by_cholesky(matrix: Tensor, right: Tensor) -> Tensor:
    factor, _ = torch.linalg.cholesky_ex(matrix)  # positive definite by the ridge; no look at the result, so no wait
    return torch.cholesky_solve(right[..., None], factor)[..., 0]


def _times(matrix: Tensor, vector: Tensor) -> Tensor:
    """Return each matrix (b, m, n) times its vector (b, n)."""
    return torch.bmm(matrix, vector[..., None])[..., 0]


def _host(tensor: Any) -> Doubles:
    return np.asarray(tensor.cpu().numpy(), dtype=np.float64)

"""Many dimensions on a flat picture: the plane in which given vectors spread most."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float

Array = np.ndarray


class PrincipalPlane(NamedTuple):
    """A plane through the mean of some vectors, along the two directions of most variance.

    ``percent`` says for each axis how much of the whole variance lies along it.
    """

    center: Float[Array, " d"]
    axes: Float[Array, "2 d"]
    percent: Float[Array, " 2"]


def principal_plane(points: Float[Array, "points d"]) -> PrincipalPlane:
    """Find the plane that keeps most of the variance of the points.

    The largest entry of each axis is positive, so that the picture cannot come out mirrored.

    Raises
    ------
    ValueError
        If the points have fewer than two dimensions.
    """
    if points.shape[1] < 2:
        raise ValueError(f"a plane needs two dimensions; the points have {points.shape[1]}")
    exact = points.astype(np.float64)
    center = exact.mean(axis=0)
    # The covariance has all d axes, even where there are fewer points than dimensions.
    variances, directions = np.linalg.eigh((exact - center).T @ (exact - center))
    axes = directions[:, [-1, -2]].T
    largest = np.abs(axes).argmax(axis=1)
    axes = axes * np.sign(axes[[0, 1], largest])[:, None]
    whole = variances.sum()
    shares = variances[[-1, -2]] / whole if whole else np.zeros(2)
    return PrincipalPlane(center, axes, 100 * np.maximum(shares, 0))


class Sweep(NamedTuple):
    """A query that turns once round in a plane, and what every key scores on its way.

    The plane holds the query whole, so that in it, too, each score is all of the dot product.
    ``angles`` are in degrees from where the query really points, at which the sweep begins and
    ends. ``percent`` says how much of the keys' squared entries the plane keeps.
    """

    angles: Float[Array, " steps"]
    query: Float[Array, "steps 2"]
    key: Float[Array, "keys 2"]
    scores: Float[Array, "steps keys"]
    axes: Float[Array, "2 d_head"]
    percent: float


def sweep_query(
    query: Float[Array, " d_head"], key: Float[Array, "keys d_head"], steps: int = 180
) -> Sweep:
    """Turn a query in ``steps`` equal steps, in the plane through it that keeps most of the keys.

    The second axis has its largest entry positive, so that the picture cannot come out mirrored.

    Raises
    ------
    ValueError
        If the query has fewer than two entries, or points nowhere.
    """
    exact, keys = query.astype(np.float64), key.astype(np.float64)
    length = np.linalg.norm(exact)
    if len(exact) < 2 or not length:
        raise ValueError("a query turns in a plane: it needs two entries, and a length above 0")
    across = np.linalg.svd(exact[None])[2][1:]  # all that is at right angles to the query
    second = np.linalg.svd(keys @ across.T)[2][0] @ across
    axes = np.stack([exact / length, second * np.sign(second[np.abs(second).argmax()])])
    seen = keys @ axes.T
    angles = np.linspace(0, 360, steps + 1)
    turned = length * np.stack([np.cos(np.radians(angles)), np.sin(np.radians(angles))], axis=1)
    percent = float(100 * (seen**2).sum() / (keys**2).sum())
    return Sweep(angles, turned, seen, turned @ seen.T, axes, percent)


def way_home(scores: Float[Array, "steps keys"], key: int) -> tuple[int, int]:
    """Find the step at which a swept query points straight at a key, and the sweep's nearer end."""
    straight, last = int(scores[:, key].argmax()), len(scores) - 1
    return straight, last if straight > last / 2 else 0

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.linalg import expm

from attention_math.directions import places_along
from attention_math.principal import (
    principal_plane,
    sweep_query,
    way_home,
)


@pytest.fixture
def points() -> np.ndarray:
    generator = np.random.default_rng(4)
    return (generator.standard_normal((12, 5)) * [3, 0.2, 1, 2, 0.1] + 7).astype(np.float32)


def test_the_plane_keeps_the_variance_of_the_two_largest_singular_values(
    points: np.ndarray,
) -> None:
    exact = torch.tensor(points, dtype=torch.float64)
    singular = torch.linalg.svdvals(exact - exact.mean(0)).square()
    plane = principal_plane(points)
    assert plane.percent == pytest.approx((100 * singular / singular.sum())[:2].numpy())
    places = places_along(points, plane.center, plane.axes)
    spread = places.var(axis=0).sum() / exact.var(0, correction=0).sum()
    assert 100 * float(spread) == pytest.approx(plane.percent.sum())


def test_the_axes_are_at_right_angles_and_never_mirrored(points: np.ndarray) -> None:
    plane = principal_plane(points)
    assert plane.axes @ plane.axes.T == pytest.approx(np.eye(2))
    for axis in plane.axes:
        assert axis[np.abs(axis).argmax()] > 0


def test_flat_points_keep_all_their_distances() -> None:
    flat = np.array([[0.0, 0, 4], [3, 0, 4], [3, 2, 4]])
    plane = principal_plane(flat)
    assert plane.percent.sum() == pytest.approx(100)
    places = places_along(flat, plane.center, plane.axes)
    assert np.linalg.norm(places[0] - places[2]) == pytest.approx(13**0.5)


def test_two_points_are_enough_but_one_dimension_is_not() -> None:
    assert principal_plane(np.eye(2, 4)).percent == pytest.approx([100, 0])
    with pytest.raises(ValueError, match="needs two dimensions"):
        principal_plane(np.ones((3, 1)))


def test_a_query_that_turns_scores_in_the_plane_what_it_scores_in_all_dimensions() -> None:
    generator = torch.Generator().manual_seed(5)
    query, key = (torch.randn(n, 4, generator=generator, dtype=torch.float64) for n in (1, 7))
    sweep = sweep_query(query[0].numpy(), key.numpy(), steps=12)
    assert sweep.scores[[0, -1]] == pytest.approx(np.vstack([query @ key.T] * 2))
    assert sweep.scores[6] == pytest.approx(-sweep.scores[0])
    for angle, scores in zip(np.radians(sweep.angles), sweep.scores, strict=True):
        skew = np.outer(sweep.axes[1], sweep.axes[0]) - np.outer(sweep.axes[0], sweep.axes[1])
        turned = expm(angle * skew) @ query[0].numpy()  # a rotation of all four dimensions
        assert scores == pytest.approx(key.numpy() @ turned)


def test_no_other_plane_through_the_query_keeps_more_of_the_keys() -> None:
    generator = np.random.default_rng(6)
    query, key = generator.standard_normal(4), generator.standard_normal((7, 4))
    percent = sweep_query(query, key).percent
    for _ in range(200):
        plane = np.linalg.qr(np.stack([query, generator.standard_normal(4)], axis=1))[0]
        assert 100 * ((key @ plane) ** 2).sum() / (key**2).sum() <= percent + 1e-9
    along = np.outer([1.0, 2.0], query)
    assert sweep_query(query, along).percent == pytest.approx(100)


@pytest.mark.parametrize("query", [[1.0], [0.0, 0.0]])
def test_a_query_that_cannot_turn_is_refused(query: list[float]) -> None:
    with pytest.raises(ValueError, match="a query turns in a plane"):
        sweep_query(np.array(query), np.ones((2, len(query))))


def test_the_way_home_leads_from_a_key_to_the_nearer_end_of_the_sweep() -> None:
    key = np.array([[0.0, 1.0], [0.0, -1.0], [1.0, 0.0]])
    scores = sweep_query(np.array([2.0, 0.0]), key, steps=8).scores
    assert {way_home(scores, place) for place in (0, 1)} == {(2, 0), (6, 8)}
    assert way_home(scores, 2) in ((0, 0), (8, 8))

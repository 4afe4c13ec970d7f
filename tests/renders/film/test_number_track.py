"""What a clip's numbers say of it: when each can be read, where it stands, and of what it is."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import numpy as np
import pytest
from manim import DOWN, RIGHT, FadeIn, FadeOut, Scene, UpdateFromAlphaFunc, config

from renders.film.clip import Settings, survey
from renders.film.number_track import TrackRecorder, exact
from renders.film.plan import plan
from renders.film.quality import Quality
from renders.film.runs import PIXELS, WHOLE, Follower, Run, Seen, joined
from renders.film.track import film_track, read, track_of, write
from renders.fingerprint import Inputs
from scenes.stage.cited import Citation, Declared, Quantity
from scenes.stage.refusal import StageError
from scenes.stage.text import Numeral
from scenes.storyboard import Entry
from tests.tracks import hold

RATE = Quality.low.frame.rate
PICTURES: list[np.ndarray] = []
PLACES: list[float] = []
WEIGHTS = Quantity("here", "head1.weights", np.full((3, 1), 0.416, np.float32))


class Counts(Scene):
    """One number stands, moves and goes; another is hidden; a third is no measurement."""

    def construct(self) -> None:
        shown = Numeral(WEIGHTS.cite(2, 0), size=1.0)
        hidden = Numeral(Citation("here", "head1.masked", (0, 1), -np.inf), size=0.6)
        constant = Numeral(3, decimals=0, declared=Declared("tick"))
        self.wait(0.4)
        self.add(shown.shift([-3, 1, 0]))
        self.wait(0.8)
        PICTURES.append(self.renderer.get_frame())
        start = shown.get_center()

        def move(number: Numeral, share: float) -> None:
            number.move_to(start + share * (4 * RIGHT + DOWN))
            PLACES.append(number.get_left()[0])

        self.play(UpdateFromAlphaFunc(shown, move), run_time=1)
        self.play(FadeIn(hidden.shift([0, 2, 0]), constant), run_time=0.4)
        self.wait(0.6)
        self.play(FadeOut(shown), run_time=0.4)
        self.wait(0.4)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("numbers")
    counts = Entry(1, "Counts", __name__, 4, "that numbers are kept")
    settings = Settings(Quality.low, folder)
    with survey([counts], [Inputs({})], settings) as (clip,):
        ((_, chunk),) = plan([clip], settings, processes=1, shares_disk=True)
        chunk.make(lambda frames: None)
        return json.loads(write(track_of(clip.reread().segments, RATE)))


def runs_of(seen: dict[str, Any], text: str) -> list[list[Any]]:
    return [one for one in seen["numbers"] if one[5] == text]


def test_it_is_of_the_format(seen: dict[str, Any]) -> None:
    hold(seen)
    assert seen["fps"] == RATE
    assert seen["frames"] == pytest.approx(4 * RATE, abs=1)


def test_every_source_and_every_tensor_is_listed_once(seen: dict[str, Any]) -> None:
    assert seen["sources"] == [{"label": "here", "command": None}]  # nobody knows how to ask
    listed = [(one["name"], one["source"], one["shape"]) for one in seen["tensors"]]
    assert listed == [("head1.masked", 0, None), ("head1.weights", 0, [3, 1])]


def test_a_number_that_stands_is_one_run(seen: dict[str, Any]) -> None:
    first, last, tensor, index, value, text, _ = seen["numbers"][0]
    assert first == round(0.4 * RATE)
    assert last >= round(1.2 * RATE) - 1
    assert seen["tensors"][tensor]["name"] == "head1.weights"
    assert (index, value, text) == ([2, 0], 0.416, "0.42")


def test_a_box_is_where_the_number_is_drawn(seen: dict[str, Any]) -> None:
    left, top, right, bottom = (edge / WHOLE for edge in seen["numbers"][0][6])
    rows, columns = np.nonzero(PICTURES[0][..., :3].max(axis=-1) > 60)
    pixel = 1.5 / 480
    assert left == pytest.approx(columns.min() / 854, abs=pixel)
    assert right == pytest.approx((columns.max() + 1) / 854, abs=pixel)
    assert top == pytest.approx(rows.min() / 480, abs=pixel)
    assert bottom == pytest.approx((rows.max() + 1) / 480, abs=pixel)


def test_a_number_that_moves_is_followed_within_a_few_pixels(seen: dict[str, Any]) -> None:
    moving = runs_of(seen, "0.42")
    followed = {frame: run[6][0] for run in moving for frame in range(run[0], run[1] + 1)}
    begun = round(1.2 * RATE)
    lefts = [followed[begun + frame] / WHOLE for frame in range(RATE)]
    drawn = [place / config.frame_width + 0.5 for place in PLACES]
    nearest = [min(abs(left - place) for place in drawn) for left in lefts]
    assert max(nearest) <= (PIXELS + 0.5) / 1280
    assert lefts == sorted(lefts)
    assert lefts[-1] - lefts[0] == pytest.approx(4 / config.frame_width, abs=0.02)
    assert 4 <= len(moving) <= RATE


def test_infinity_is_a_string_and_a_declared_number_is_none(seen: dict[str, Any]) -> None:
    now = [one for one in seen["numbers"] if one[0] <= round(2.9 * RATE) <= one[1]]
    assert {one[5]: one[4] for one in now} == {"0.42": 0.416, "−∞": "-inf"}


def test_a_number_that_has_gone_is_gone(seen: dict[str, Any]) -> None:
    (hidden,) = runs_of(seen, "−∞")
    assert hidden[1] == seen["frames"] - 1
    assert max(one[1] for one in runs_of(seen, "0.42")) <= round(3.4 * RATE)


def test_what_is_no_number_is_refused_in_one_line() -> None:
    nothing = Citation("here", "head1.weights", (1, 2), float("nan"))
    with pytest.raises(StageError, match=r"^a number to be shown is NaN: mend .*$"):
        Numeral(nothing)
    scene, numeral = Scene(), Numeral(WEIGHTS.cite(1, 0))
    numeral.citation = nothing
    scene.add(numeral)
    with pytest.raises(StageError, match=r"^head1.weights\[1, 2\] of here is NaN: mend .*$"):
        TrackRecorder(scene).frame(1)
    with pytest.raises(ValueError, match="not JSON compliant"):
        write({"numbers": [float("nan")]})


def test_a_value_has_the_digits_that_tell_it_from_others() -> None:
    assert exact(float(np.float32(0.1))) == 0.1
    assert exact(0.1 + 2**-40) == 0.1 + 2**-40  # 32 bits do not hold it
    assert repr(exact(3.0)) == "3"
    assert exact(-np.inf) == "-inf"


# --- runs ----------------------------------------------------------------------------------------

ONE = Seen("here", "head1.weights", (0, 1), 0.416, "0.42", (100, 100, 200, 200))
OTHER = ONE._replace(index=(0, 2))
LONGEST = int(PIXELS / 1280 * WHOLE)


def moved(seen: Seen, right: int) -> Seen:
    left, top, end, bottom = seen.box
    return seen._replace(box=(left + right, top, end + right, bottom))


def followed(*frames: list[Seen]) -> tuple[Run, ...]:
    follower = Follower()
    for number, numbers in enumerate(frames):
        follower.see(number, number, numbers)
    return follower.runs()


def test_a_run_ends_when_its_number_goes_or_leaves_its_place() -> None:
    far = moved(ONE, LONGEST + 1)
    assert followed([ONE], [ONE, OTHER], [OTHER], [ONE, OTHER]) == (
        Run(0, 1, ONE),
        Run(1, 3, OTHER),
        Run(3, 3, ONE),
    )
    assert followed([ONE], [far], [far]) == (Run(0, 0, ONE), Run(1, 2, far))
    assert followed([ONE], [ONE._replace(text="0.416")]) == (
        Run(0, 0, ONE),
        Run(1, 1, ONE._replace(text="0.416")),
    )


def test_a_run_is_never_further_off_than_it_may_be() -> None:
    crawling = [moved(ONE, 7 * step) for step in range(20)]
    runs = followed(*([one] for one in crawling))
    assert len(runs) == 4
    for run in runs:
        for frame in range(run.first, run.last + 1):
            assert abs(run.seen.box[0] - crawling[frame].box[0]) <= LONGEST


def test_a_number_at_rest_is_hit_although_it_came_slowly() -> None:
    resting = moved(ONE, 20)
    assert followed([ONE], [moved(ONE, 12)], [resting], [resting]) == (Run(0, 3, resting),)


def test_copies_in_one_place_are_one_and_apart_they_are_two() -> None:
    there = moved(ONE, 500)
    assert followed([ONE, ONE], [moved(ONE, 3), ONE], [ONE, there]) == (
        Run(0, 2, ONE),
        Run(2, 2, there),
    )


def test_a_run_cut_by_a_section_is_one_again() -> None:
    cut = [Run(0, 4, ONE), Run(5, 7, ONE), Run(5, 9, OTHER), Run(9, 12, ONE)]
    assert joined(cut) == [Run(0, 7, ONE), Run(5, 9, OTHER), Run(9, 12, ONE)]


# --- the film ------------------------------------------------------------------------------------


def test_the_film_lists_what_clips_share_once_and_counts_from_its_beginning(
    seen: dict[str, Any],
) -> None:
    frames = seen["frames"]
    beats = [{"name": "a", "start": 0, "end": frames + 8}, {"name": "b", "start": frames + 8,
             "end": 2 * frames + 8}]  # fmt: skip
    film = film_track([(0, seen), (frames + 8, seen)], RATE, 2 * frames + 8, beats)
    hold(film)
    assert (film["sources"], film["tensors"]) == (seen["sources"], seen["tensors"])
    half = len(seen["numbers"])
    assert film["numbers"][:half] == seen["numbers"]
    assert film["numbers"][half][0] == seen["numbers"][0][0] + frames + 8


def test_another_format_is_refused(seen: dict[str, Any]) -> None:
    assert read(write(seen)) == seen
    with pytest.raises(ValueError, match="no number track of format 2: render"):
        read('{"chapter":"Counts","intervals":[]}')


@pytest.mark.parametrize("broken", ["value", "frame"])
def test_the_schema_refuses_what_is_not_of_the_format(seen: dict[str, Any], broken: str) -> None:
    number = seen["numbers"][0]
    wrong = [*number[:4], "0.42", *number[5:]] if broken == "value" else [0.5, *number[1:]]
    with pytest.raises(jsonschema.ValidationError):
        hold(seen | {"numbers": [wrong]})

"""The numbers a learner studies by."""

from math import nan

import pytest

from app.core.scheduling import InvalidInput, Preset


def test_the_defaults_are_those_people_are_told():
    preset = Preset()
    assert preset.learning_steps == (60, 600)
    assert preset.relearning_steps == (600,)
    assert preset.ahead == 20 * 60
    assert (preset.new_per_day, preset.reviews_per_day) == (10, 200)
    assert (preset.desired_retention, preset.maximum_interval) == (0.9, 3650)
    assert (preset.leech_lapses, preset.leech_every) == (6, 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"learning_steps": (60, 0)},
        {"relearning_steps": (-5,)},
        {"ahead": -1},
        {"desired_retention": 1.0},
        {"desired_retention": nan},
        {"maximum_interval": 0},
        {"maximum_interval": 40_000},
        {"new_per_day": -1},
        {"reviews_per_day": 10_000},
        {"leech_lapses": 0},
        {"leech_every": 0},
        {"weights": (1.0,)},
    ],
)
def test_a_number_that_cannot_be_is_refused_by_name(wrong):
    (field,) = wrong
    with pytest.raises(InvalidInput) as refused:
        Preset(**wrong)
    assert refused.value.field == field

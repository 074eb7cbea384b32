"""Intervals and paired tests on numbers whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from eval.bootstrap import interval, paired


def test_interval_of_normal_values_is_close_to_theory() -> None:
    values = np.random.default_rng(1).normal(50, 10, 400).tolist()
    mean, low, high = interval(values)
    assert low < mean < high
    assert high - low == pytest.approx(2 * 1.96 * np.std(values) / 20, rel=0.1)


def test_interval_is_repeatable_and_depends_on_the_seed() -> None:
    values = [float(x) for x in range(30)]
    assert interval(values) == interval(values)
    assert interval(values) != interval(values, seed=2)


def test_one_value_has_no_width() -> None:
    assert interval([3.0]) == (3.0, 3.0, 3.0)


def test_paired_sees_a_small_steady_gain_and_not_noise() -> None:
    random = np.random.default_rng(2)
    base = random.normal(40, 10, 100)
    assert paired(base.tolist(), (base + random.normal(1, 1, 100)).tolist()) < 0.01
    assert paired(base.tolist(), (base + random.normal(0, 5, 100)).tolist()) > 0.05


def test_paired_is_symmetric_and_bounded() -> None:
    a, b = [1.0, 4.0, 2.0, 8.0], [2.0, 3.0, 5.0, 7.0]
    assert 0 < paired(a, b) <= 1
    assert paired(a, b) == paired(b, a)
    assert paired(a, a) == 1.0


def test_false_alarms_are_about_as_many_as_promised() -> None:
    random = np.random.default_rng(3)
    draws = [paired(random.normal(0, 1, 60).tolist(), random.normal(0, 1, 60).tolist()) for _ in range(200)]
    assert sum(p < 0.05 for p in draws) < 24


def test_five_examples_cannot_be_significant() -> None:
    assert paired([5.0] * 5, [1.0, 2.0, 3.0, 2.0, 1.0]) == 2 / 32  # all of the 32 sign flips are tried


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError):
        interval([])
    with pytest.raises(ValueError):
        paired([1.0], [1.0, 2.0])


def test_large_sets_are_drawn_in_parts() -> None:
    assert interval([1.0] * 9000) == (1.0, 1.0, 1.0)

"""Keys of answers: unique, ordered by time, and telling when their form was shown."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import UnprocessableEntity

from app.web.keys import (
    first_key_at,
    fresh_key,
    milliseconds_since,
    new_key,
    read_key,
    second_key,
)

moments = st.datetimes(datetime(1970, 1, 2), datetime(2500, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments)
def test_a_key_is_a_uuid_of_version_7(moment):
    made = UUID(hex=new_key(moment))
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert read_key(made.hex) == made.bytes


@given(moments, st.timedeltas(timedelta(milliseconds=1), timedelta(days=999)))
def test_later_keys_sort_after_earlier_ones(moment, later):
    assert fresh_key(moment) < fresh_key(moment + later)
    assert first_key_at(moment) <= fresh_key(moment) < first_key_at(moment + later)


@given(moments, st.integers(0, 10**9))
def test_a_key_tells_how_long_ago_its_form_was_shown(moment, milliseconds):
    moment = moment.replace(microsecond=0)
    later = moment + timedelta(milliseconds=milliseconds)
    assert milliseconds_since(fresh_key(moment), later) == milliseconds
    assert milliseconds_since(fresh_key(later), moment) == 0


@given(moments)
def test_a_second_key_follows_from_the_first(moment):
    key = fresh_key(moment)
    assert second_key(key) == second_key(key) != key
    assert second_key(key)[:6] == key[:6]
    assert len(second_key(key)) == 16


def test_two_keys_of_one_moment_differ():
    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert len({new_key(now) for _ in range(1000)}) == 1000


@pytest.mark.parametrize("text", ["", "k4", "0" * 31, "g" * 32])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(UnprocessableEntity):
        read_key(text)

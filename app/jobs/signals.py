"""News of time, for the features above: only the worker schedules."""

from blinker import signal

# An hour has begun; sent with now, inside a writing transaction that is committed after it.
hour_began = signal("hour began")

"""What all generators work with."""

from app.core.generation.bench.bench import CARDS, FORWARD, REVERSE, Bench, in_no_order
from app.core.generation.bench.generator import Generator, JointGenerator
from app.core.generation.bench.made import Asked, Made

__all__ = [
    "CARDS",
    "FORWARD",
    "REVERSE",
    "Asked",
    "Bench",
    "Generator",
    "JointGenerator",
    "Made",
    "in_no_order",
]

"""Grading: what is right, what is a slip, and what an answer is worth."""

from app.core.grading.grades import Grade, Verdict, rating_for

__all__ = ["Grade", "Verdict", "rating_for"]

"""Measures, for people to read: prints JSON lines and asserts nothing about time.

python -m tests.bench            all of them
python -m tests.bench answer due
"""

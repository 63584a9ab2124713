"""What every page shares: layouts, components, errors, headers, words, limits."""

from flask import Flask

from app.web import assets, bounds, errors, forms, headers, limits, logs, navigation, pages, words


def init_app(app: Flask) -> None:
    for part in (logs, words, bounds, assets, forms, limits, headers, navigation, pages, errors):
        part.init_app(app)

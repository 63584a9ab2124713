"""The addresses of study. Each module adds its own to the one blueprint."""

from app.reviews.views import cards, settings, study

__all__ = ["cards", "settings", "study"]

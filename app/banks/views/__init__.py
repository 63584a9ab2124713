"""Pages of banks, one module a subject."""

from app.banks.views import banks, facts, reports
from app.banks.views.blueprint import blueprint

__all__ = ["banks", "blueprint", "facts", "reports"]

"""Pages of one's own. Signing in and what guards an account are Flask-Security's views."""

from app.accounts.views import account, data, guests, settings
from app.accounts.views.blueprint import blueprint

__all__ = ["account", "blueprint", "data", "guests", "settings"]

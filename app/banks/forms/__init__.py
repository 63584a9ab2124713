"""What people send about banks, checked."""

from app.banks.forms.reports import ClosingForm, ReportForm

__all__ = ["ClosingForm", "ReportForm"]

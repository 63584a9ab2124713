"""What people send about banks, checked."""

from app.banks.forms.banks import BankForm
from app.banks.forms.facts import FactForm, control_of
from app.banks.forms.files import NewBankForm, UploadForm
from app.banks.forms.names import NameForm
from app.banks.forms.questions import RewordingForm, VerdictForm
from app.banks.forms.reports import ClosingForm, ReportForm

__all__ = [
    "BankForm",
    "ClosingForm",
    "FactForm",
    "NameForm",
    "NewBankForm",
    "ReportForm",
    "RewordingForm",
    "UploadForm",
    "VerdictForm",
    "control_of",
]

"""Questions: their types, their contents, and the printed form of both."""

from app.core.questions.base import (
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    NotGraded,
    Problem,
    QuestionType,
    Samples,
    Solution,
    Span,
    View,
)
from app.core.questions.cloze import Cloze, Gap
from app.core.questions.date import DateQuestion
from app.core.questions.flashcard import Flashcard
from app.core.questions.numerical import AcceptedNumber, Numerical, Unit
from app.core.questions.question import CONTENT, BadQuestion, Citation, Content, Question, schema
from app.core.questions.registry import (
    TYPES,
    arrange,
    check,
    form_of,
    grade,
    in_words,
    is_graded,
    parse,
    solution,
)
from app.core.questions.short_answer import AcceptedText, ShortAnswer
from app.core.questions.single_choice import Choice, SingleChoice, choice_id
from app.core.questions.true_false import TrueFalse

__all__ = [
    "CONTENT",
    "TYPES",
    "AcceptedNumber",
    "AcceptedText",
    "Answer",
    "BadAnswer",
    "BadQuestion",
    "Choice",
    "Citation",
    "Cloze",
    "Content",
    "DateQuestion",
    "EmptyAnswer",
    "Flashcard",
    "Form",
    "Gap",
    "NotGraded",
    "Numerical",
    "Problem",
    "Question",
    "QuestionType",
    "Samples",
    "ShortAnswer",
    "SingleChoice",
    "Solution",
    "Span",
    "TrueFalse",
    "Unit",
    "View",
    "arrange",
    "check",
    "choice_id",
    "form_of",
    "grade",
    "in_words",
    "is_graded",
    "parse",
    "schema",
    "solution",
]

"""Questions: their types, their contents, and the printed form of both."""

from app.core.grading.ordering import Scheme
from app.core.questions.base import (
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    JudgedChoice,
    JudgedRow,
    NotGraded,
    Problem,
    QuestionType,
    Samples,
    ShownChoice,
    Solution,
    Span,
    View,
)
from app.core.questions.categorise import Categorise, Category, Sorted
from app.core.questions.choices import Choice, choice_id
from app.core.questions.cloze import Cloze, Gap
from app.core.questions.date import DateQuestion
from app.core.questions.flashcard import Flashcard
from app.core.questions.matching import Matching, Pair
from app.core.questions.multiple_answer import MultipleAnswer
from app.core.questions.numerical import AcceptedNumber, Numerical, Unit
from app.core.questions.ordering import Item, Ordering
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
    parts_of,
    solution,
)
from app.core.questions.short_answer import AcceptedText, ShortAnswer
from app.core.questions.single_choice import SingleChoice
from app.core.questions.true_false import TrueFalse

__all__ = [
    "CONTENT",
    "TYPES",
    "AcceptedNumber",
    "AcceptedText",
    "Answer",
    "BadAnswer",
    "BadQuestion",
    "Categorise",
    "Category",
    "Choice",
    "Citation",
    "Cloze",
    "Content",
    "DateQuestion",
    "EmptyAnswer",
    "Flashcard",
    "Form",
    "Gap",
    "Item",
    "JudgedChoice",
    "JudgedRow",
    "Matching",
    "MultipleAnswer",
    "NotGraded",
    "Numerical",
    "Ordering",
    "Pair",
    "Problem",
    "Question",
    "QuestionType",
    "Samples",
    "Scheme",
    "ShortAnswer",
    "ShownChoice",
    "SingleChoice",
    "Solution",
    "Sorted",
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
    "parts_of",
    "schema",
    "solution",
]

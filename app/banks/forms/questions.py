"""What a keeper decides about a question, and how they word it."""

from wtforms import FormField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp

from app.banks.editor.preview import Asked
from app.banks.forms.facts import LONGEST_WORDS, Part
from app.core.generation.verdicts import Edits, Rewording
from app.web.forms import AppForm, Rows, at_most, needed
from app.web.translate import lazy_gettext

MOST_CHOICES = 26
DECISIONS = ("approved", "rejected", "none")


class VerdictForm(AppForm):
    """A press of a button. "none" takes a decision back."""

    decision = HiddenField(validators=[Regexp("|".join(DECISIONS))])
    content_hash = HiddenField(validators=[Length(max=64)])
    reason = StringField(lazy_gettext("Reason"), [Optional(), at_most(LONGEST_WORDS)])
    next = HiddenField()


class ChoiceForm(Part):
    """`text` finds the choice; a right one keeps its words, which are the fact's."""

    text = HiddenField()
    new_text = StringField(lazy_gettext("Choice"), [Optional(), at_most(LONGEST_WORDS)])
    why = StringField(lazy_gettext("Why it is right or wrong"), [Optional(), at_most(1_000)])


class RewordingForm(AppForm):
    """The question in a keeper's words; the key stays the fact's."""

    prompt = TextAreaField(
        lazy_gettext("Question"),
        [needed(lazy_gettext("Write the question.")), at_most(LONGEST_WORDS)],
    )
    explanation = TextAreaField(lazy_gettext("Explanation"), [Optional(), at_most(1_000)])
    choices = Rows(FormField(ChoiceForm), most=MOST_CHOICES)
    content_hash = HiddenField(validators=[Length(max=64)])

    @classmethod
    def of(cls, asked: Asked) -> "RewordingForm":
        """As the question reads now, in a keeper's words where there are some already."""
        shown = asked.judged.released or asked.judged.question
        generated = getattr(asked.judged.question.content, "choices", ())
        verdict = asked.judged.verdict
        own = {each.text: each for each in verdict.edits.choices} if verdict else {}
        choices = [
            {
                "text": choice.text,
                "new_text": own[choice.text].new_text if choice.text in own else choice.text,
                "why": own[choice.text].why if choice.text in own else choice.why,
            }
            for choice in generated
        ]
        data = {
            "prompt": shown.prompt,
            "explanation": shown.explanation,
            "choices": choices,
            "content_hash": asked.content_hash,
        }
        return cls(formdata=None, data=data)

    def edits(self, asked: Asked) -> Edits:
        """Only what differs from the question as it is generated."""
        question = asked.judged.question
        given = {choice.text: choice for choice in getattr(question.content, "choices", ())}
        choices = [_rewording(each, given[each["text"]]) for each in self._known(given)]
        return Edits(
            _other(self.prompt.data, question.prompt),
            _other(self.explanation.data, question.explanation),
            tuple(each for each in choices if each.new_text or each.why),
        )

    def _known(self, given: dict[str, object]) -> list[dict[str, str]]:
        return [each for each in self.choices.data if each["text"] in given]


def _rewording(sent: dict[str, str], choice: object) -> Rewording:
    text, why = getattr(choice, "text", ""), getattr(choice, "why", "")
    return Rewording(text, _other(sent["new_text"], text), _other(sent["why"], why))


def _other(sent: str | None, generated: str) -> str:
    """What was written, where it is something else than what was made."""
    said = " ".join((sent or "").split())
    return "" if said == generated else said

"""A bank that begins: from a few fields, or from a zip."""

from flask_wtf.file import FileField
from wtforms import StringField, TextAreaField
from wtforms.validators import Optional, Regexp

from app.banks.editor.values import date_notation
from app.banks.forms.banks import AboutBank, a_date
from app.banks.operations.loading import Begun
from app.web.forms import AppForm, at_most, needed
from app.web.translate import lazy_gettext

LONGEST_ARTICLE = 200_000


class NewBankForm(AboutBank):
    language = StringField(
        lazy_gettext("Language"),
        [
            needed(lazy_gettext("Write the language, such as en or fr.")),
            Regexp(
                r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$",
                message=lazy_gettext("Write the language, such as en or fr."),
            ),
            at_most(10),
        ],
        default="en",
        description=lazy_gettext("Such as en or fr."),
    )
    title = StringField(
        lazy_gettext("Title of the article"),
        [needed(lazy_gettext("Write the title of the article.")), at_most(500)],
    )
    author = StringField(lazy_gettext("Author"), [Optional(), at_most(200)])
    publisher = StringField(
        lazy_gettext("Publisher"),
        [needed(lazy_gettext("Write who published the article.")), at_most(200)],
    )
    published_on = StringField(lazy_gettext("Published on"), [Optional(), a_date])
    url = StringField(
        lazy_gettext("Address of the article"),
        [
            needed(lazy_gettext("Write an address that begins with https://.")),
            Regexp(
                r"^https?://[^\s]+$",
                message=lazy_gettext("Write an address that begins with https://."),
            ),
            at_most(1_000),
        ],
    )
    text = TextAreaField(
        lazy_gettext("Text of the article"),
        [Optional(), at_most(LONGEST_ARTICLE)],
        description=lazy_gettext(
            "Not kept: only its paragraphs are counted, and hashes of its words tell copied ones."
        ),
    )

    def begun(self) -> Begun:
        plain = ("name", "description", "language", "licence", "title", "publisher", "url")
        return Begun(
            **{name: " ".join((self[name].data or "").split()) for name in plain},
            as_of=date_notation(self.as_of.data or ""),
            text=self.text.data or "",
            author=" ".join((self.author.data or "").split()),
            published_on=date_notation(self.published_on.data or ""),
        )


class UploadForm(AppForm):
    file = FileField(lazy_gettext("A bank’s zip"))

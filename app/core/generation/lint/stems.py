"""Rules on what is asked: one thing, standing alone, plain, and not giving itself away."""

import re
from collections.abc import Callable, Iterator

from app.core.generation.lint.english import NUMERALS, content_words, unquoted, without_article
from app.core.generation.lint.findings import BLANK, MOST_READ, Finding, Item
from app.core.generation.wording import has_words
from app.core.messages import N_
from app.core.questions import Categorise, Cloze, Matching, MultipleAnswer, Ordering

FEWEST_WORDS, MOST_WORDS = 5, 28
# “Spiders have eight legs.” says all.
FEWEST_IN_A_STATEMENT = 4
# A figure of one or two digits stands in many a sum without being its answer.
FEWEST_DIGITS = 3
_PARTS = (Matching, Ordering, Categorise, MultipleAnswer)
_PRONOUNS = r"(?:he|she|they|it|him|them)"
_STARTS = re.compile(rf"^(?:{_PRONOUNS}|his|her|their|its|this|these|those)\b", re.IGNORECASE)
_IMPERSONAL = re.compile(
    r"\bit (?:takes?|took|costs?|take|cost|called|that|like|means?|rains?|snows?|possible|"
    r"necessary|(?:is|was) \w+ (?:to|that|for)|(?:is|was) (?:possible|in|on|at|the|not|by))\b",
    re.IGNORECASE,
)
_VERB_PRONOUN = re.compile(
    rf"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would) {_PRONOUNS}\b",
    re.IGNORECASE,
)
_SHOWN = r"(?:map|figure|diagram|picture|image|photo|graph|chart|table|passage|excerpt|drawing)"
_ELSEWHERE = re.compile(
    rf"\b(?:on|in|from|to|by) the {_SHOWN}\b(?! of)|\b{_SHOWN} (?:above|below|here)\b"
    r"|\b(?:above|below)\?|\bthe (?:text|passage) (?:above|below)\b|\bunderlined\b"
    r"|\bthe (?:author|writer|narrator)\b(?! of)|\b(?:previous|last|next) question\b"
    r"|\bas (?:shown|seen|mentioned) (?:above|below|here)\b|\bshown (?:here|below)\b"
    r"|\b(?:in|from|according to|during|to) (?:the|this|our|your) (?:text|passage|lecture|lesson|"
    r"class|reading|chapter|handout|video|slide|unit|course)\b(?! of)|\bon page \d|\bin chapter \d"
    r"|\bas discussed\b|\b(?:we|you) (?:learned|learnt|discussed|studied|saw|read|covered)\b"
    r"|\bin paragraph \d",
    re.IGNORECASE,
)
_POINTING = re.compile(r"(?<!of )\b(?:this|these|those) (?!is\b|are\b)\w+", re.IGNORECASE)
_ASKING = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
# A comma alone before “which” or “who” begins a relative clause.
_TWO_QUESTIONS = re.compile(
    rf",? (?:and|or),? (?:(?:in|to|for|by|from|at|on|into) )?{_WH}\b"
    r"|, (?:what|when|where|why|how) (?:is|are|was|were|do|does|did|has|have|had|many|much|long)\b",
    re.IGNORECASE,
)
_AND_ITS = re.compile(
    r"^what (?:is|are|was|were) the \w+ of [^,]*,? and (?:its|his|her|their) \w+(?: \w+)?\?",
    re.IGNORECASE,
)
_BEING = r"(?:is|are|was|were|has|have|had|isn’t|aren’t)"
_SUBJECT = r"(?:the|a|an|its|his|her|their|[A-Z]\w+|\w+s)"
_TWO_CLAIMS = re.compile(
    rf"^[^,;]*\b(?:{_BEING}|\w+ed|\w+s)\b[^,;]*[,;] (?:and|but|while|whereas) "
    rf"{_SUBJECT}\b[^,;]*\b{_BEING}\b[^,;]*$"
    rf"|^(?!.*\b(?:between|both)\b)(?:.*\b{_BEING}\b.*|(?:The|A|An) \w+ \w+s\b.*) and "
    rf"(?:the |a |an |its |[A-Z])\w*(?: \w+){{0,2}} {_BEING}\b"
)
_NEGATION = re.compile(r"\b(?:not|cannot|except|never|no longer)\b|n[’']t\b")
_HARMLESS_NOT = re.compile(
    r"\bnot only\b|\bwhether or not\b|\bor not\b|\bbut not\b|, not\b"
    r"|(?<=\w )(?:that|who|whom|which) (?:\w+ )?(?:(?:is|are|was|were|do|does|did|has|have|had|can|"
    r"could|will|would) not|cannot|(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo)n[’']t)"
    r"(?! (?:a|an|the) )",
    re.IGNORECASE,
)
_UNFOCUSED = re.compile(
    r"^(?:which|what)(?: one)?(?: of (?:the following|these|them))?"
    r"(?: (?:statements?|answers?|options?|sentences?))? (?:is|are|holds?)"
    r" (?:true|correct|right|false|wrong|incorrect)\b(?!.*\b(?:spelling|spelled|punctuat))"
    r"|^what about\b",
    re.IGNORECASE,
)
_ORDERS_WORDS = (
    "name give find calculate complete choose select match put order sort fill state list explain "
    "identify write round convert solve work compute evaluate simplify translate mark pick decide "
    "describe define enter type say tell arrange rank place suppose determine"
)
_ORDERS = frozenset(_ORDERS_WORDS.split())
_TWICE = re.compile(r"\b([a-z]{2,}) \1\b")
_MEANT_TWICE = frozenset(("that", "had", "is", "so", "very", "on", "in"))
_LEFT_OVER = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)|\blorem ipsum\b|\{\w*[}:]", re.IGNORECASE)
_INTERROGATIVE = ("single_choice", "short_answer", "numerical", "date", "flashcard")


def key_in_stem(item: Item) -> Iterator[Finding]:
    stem = unquoted(item.stem)
    texts = (stem, *(hint[:MOST_READ] for hint in item.question.hints))
    wrong = [other for group in item.groups for other in group.others]
    if any(has_words(stem, without_article(other)) for other in wrong):
        return  # the stem names what is to be chosen from
    for key in item.keys:
        if any(_gives_away(text, key) for text in texts):
            message = N_("The question gives its answer away: “%(key)s” stands in “%(stem)s”.")
            mend = N_("Ask without these words.")
            yield item.finding("key-in-stem", message, mend, key=key, stem=item.stem)


def _gives_away(stem: str, key: str) -> bool:
    bare = without_article(key)
    digits = re.sub(r"\D", "", bare)
    if bare.casefold() in NUMERALS or _is_alternative(stem, bare):
        return False
    if digits:
        is_figure = not re.search(r"[^\W\d]", bare)
        return has_words(stem, bare) and (not is_figure or len(digits) >= FEWEST_DIGITS)
    words = set(content_words(bare))
    return has_words(stem, bare) or (len(words) > 1 and words <= set(content_words(stem)))


def _is_alternative(stem: str, key: str) -> bool:
    """Tell whether the stem offers the key beside another: “the Nile or the Amazon”."""
    either = re.escape(key)
    return bool(re.search(rf"\bor (?:the |an? )?{either}\b|{either},? or\b", stem, re.IGNORECASE))


def length(item: Item) -> Iterator[Finding]:
    words = len(item.stem.split())
    fewest = FEWEST_IN_A_STATEMENT if item.statement else FEWEST_WORDS
    if not fewest <= words <= MOST_WORDS:
        message, mend = (
            N_("The question has %(words)s words: “%(stem)s”."),
            N_("Use %(least)s to %(most)s."),
        )
        bounds = {"least": fewest, "most": MOST_WORDS}
        yield item.finding("stem-length", message, mend, words=words, stem=item.stem, **bounds)


def two_things(item: Item) -> Iterator[Finding]:
    if isinstance(item.question.content, Matching | Categorise):
        return  # “Who did …, and who …?” is one sorting
    stem = unquoted(item.stem)
    first = _ASKING.search(stem)
    joined = _second_question(stem, first) if first and "?" in stem else None
    claims = _TWO_CLAIMS.search(stem) if item.statement else None
    if stem.count("?") > 1 or joined or _AND_ITS.search(stem):
        message, mend = N_("“%(stem)s” asks two things."), N_("Write two questions.")
        yield item.finding("double-stem", message, mend, stem=item.stem)
    elif claims:
        message = N_("“%(stem)s” claims two things; one may hold without the other.")
        yield item.finding("double-stem", message, N_("Write two statements."), stem=item.stem)


def _second_question(stem: str, first: re.Match[str]) -> re.Match[str] | None:
    """“When it rains, what …?” asks once: its first word tells when, and asks nothing."""
    joined = _TWO_QUESTIONS.search(stem, first.end(), max(stem.find("?") + 1, first.end()))
    is_clause = first.start() == 0 and first.group() in ("When", "Where")
    if joined and is_clause and not re.search(r"\b(?:and|or)\b", joined.group()):
        return None
    return joined


def negation(item: Item) -> Iterator[Finding]:
    """In capitals it is seen; after why and how it belongs to what is asked."""
    stem = _HARMLESS_NOT.sub("", unquoted(item.stem))
    found = _NEGATION.search(stem)
    is_reason = re.match(r"(?:why|how)\b", stem, re.IGNORECASE) is not None
    if found and not is_reason:
        message = N_("“%(word)s” is easily read over in “%(stem)s”.")
        mend = N_("Ask for what is the case, or write NOT in capitals.")
        yield item.finding("negative-stem", message, mend, word=found.group(), stem=item.stem)
    seen = re.search(r"\b(?:NOT|EXCEPT|NEVER)\b", item.stem) or found
    denying = [text for group in item.groups for text in group.texts if _NEGATION.search(text)]
    if denying and seen and not is_reason:
        message = N_("“%(word)s” together with “%(choice)s” denies twice.")
        mend = N_("Word the choice without its “not”.")
        word = seen.group()
        yield item.finding("negative-stem", message, mend, word=word, choice=denying[0])


def dangling(item: Item) -> Iterator[Finding]:
    words = _dangling_words(item)
    if words:
        message, mend = N_("“%(words)s” points at nothing in “%(stem)s”."), N_("Write the name.")
        yield item.finding("dangling", message, mend, words=words, stem=item.stem)


def _dangling_words(item: Item) -> str:
    stem = item.stem
    elsewhere = _ELSEWHERE.search(stem)
    if elsewhere:
        return elsewhere.group()
    is_about_words_given = unquoted(stem) != stem
    starts = _STARTS.search(stem)
    if starts and not _IMPERSONAL.match(stem) and not is_about_words_given:
        return starts.group()
    for pattern in (_VERB_PRONOUN, _POINTING):
        found = pattern.search(stem)
        if found and not is_about_words_given and not _is_led(item, stem, found):
            return found.group()
    return ""


def _is_led(item: Item, stem: str, found: re.Match[str]) -> bool:
    """Tell whether something before the word, or what is listed below, can be what it means."""
    before = stem[: found.start()]
    rest = stem[found.start() :]
    if isinstance(item.question.content, _PARTS) and re.search("(?:these|those)", rest, re.I):
        return True
    names = re.search(r"\s(?:[A-Z]\w+)", before)
    if re.match(r"[^?:]*[?:] \S", rest):
        return True  # “this point? …” is told next
    return bool(names or "," in before or "." in before or _IMPERSONAL.search(rest))


def unfocused(item: Item) -> Iterator[Finding]:
    """Choices under a stem that asks nothing are so many statements to judge."""
    if item.groups and not isinstance(item.question.content, Cloze):
        words = re.sub(r"[^\w\s]", "", item.stem).split()
        if _UNFOCUSED.search(item.stem) or len(words) < 3:
            message = N_("“%(stem)s” asks nothing until the choices are read.")
            mend = N_("Put the question into the stem.")
            yield item.finding("unfocused", message, mend, stem=item.stem)


def form(item: Item) -> Iterator[Finding]:
    stem = item.stem.rstrip()
    if item.statement and stem.endswith("?"):
        message = N_("“%(stem)s” is a question, but a statement is to be judged.")
        yield item.finding("not-a-question", message, N_("State it."), stem=item.stem)
    asks = "?" in stem or BLANK[:2] in stem
    if item.question.type in _INTERROGATIVE and stem.endswith(".") and not asks:
        last = re.split(r"(?<=[.!?:]) ", stem)[-1]
        if last.split()[0].casefold() not in _ORDERS and not stem.endswith(".."):
            message = N_("“%(stem)s” asks nothing.")
            mend = N_("End it in a question mark, or say what to do.")
            yield item.finding("not-a-question", message, mend, stem=item.stem)


def slips(item: Item) -> Iterator[Finding]:
    for text in (item.stem, *(text for group in item.groups for text in group.texts)):
        found = _slip_in(text)
        if found:
            message = N_("“%(words)s” in “%(text)s” looks like a slip.")
            yield item.finding("slip", message, N_("Read it once more."), words=found, text=text)
    lettered = _labels(item)
    if lettered:
        message = N_("“%(text)s” begins with its letter, and choices are shuffled.")
        yield item.finding("slip", message, N_("Take the letters out."), text=lettered)


def _labels(item: Item) -> str:
    """“A) Paris”: choices are shuffled, and their letters with them."""
    texts = [text for group in item.groups for text in group.texts]
    lettered = [text for text in texts if re.match(r"\(?[A-Ha-h1-9][).:] ", text)]
    return lettered[0] if len(lettered) > 1 and len(lettered) == len(texts) else ""


def _slip_in(text: str) -> str:
    left_over = _LEFT_OVER.search(text)
    if left_over:
        return left_over.group()
    twice = next((each for each in _TWICE.finditer(text) if each[1] not in _MEANT_TWICE), None)
    if twice and unquoted(text) == text:
        return twice.group()
    return next((one for one, two in ("()", "“”", "[]") if text.count(one) > text.count(two)), "")


STEM_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    *(key_in_stem, length, two_things, negation, dangling, unfocused, form, slips),
)

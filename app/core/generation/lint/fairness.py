"""Rules on whose word it is: claims have speakers, words are neutral, nobody is wronged."""

import re
from collections.abc import Callable, Iterator

from app.core.generation.lint.english import (
    contrasts,
    is_attributed,
    numbers_in,
    said,
    speaks_for_nobody,
    unquoted,
)
from app.core.generation.lint.findings import Finding, Item
from app.core.generation.wording import BOUND_WORDS, has_words, says_bound
from app.core.messages import N_
from app.core.questions import Numerical, TrueFalse
from app.core.values import Bound

LOADED = (
    *("thug", "thugs", "tyrant", "savage", "savages", "bloodthirsty", "barbaric", "barbarous"),
    *("brutal", "fanatic", "fanatics", "fanatical", "so-called", "notorious", "infamous"),
    *("terrorist", "terrorists", "hordes", "uncivilised", "uncivilized", "puppet government"),
    *("freedom fighters", "puppet regime", "heinous", "despicable", "cowardly", "evil", "wicked"),
    *("ruthless", "vicious", "greedy", "shameful", "extremists", "illegal aliens", "corrupt"),
    *("heroically", "valiantly", "treacherous", "crooked", "butchers", "warmongers"),
)
_WITHOUT_ITS = r"(?<!fire )(?<!flow )(?<!tidal )(?<!flood )(?<!tax )(?<!rate )(?<!fall )(?<!ture )"
_REGIME = re.compile(rf"\b(?:the|its|his|her|their|\w+[’']s) (?:\w+ )?{_WITHOUT_ITS}regime\b")
_JUDGES = re.compile(
    r"\b(?:the|a|an|its|their) (?:\w+ )?(?:most (?:beautiful|important|interesting|boring|exciting|"
    r"brilliant|terrible|wonderful|delicious|evil|admirable|tragic)|cutest|ugliest|nicest|"
    r"loveliest|coolest|funniest|dullest|stupidest|cleverest)\b"
    r"|\bmost beautiful\b"
    r"|\b(?:the|[A-Z]\w+’s|is|was|are|were) best (?!known|describ|explain|estimat|approxim|case|"
    r"match|fit|time|defin|summar|worst|-|sell|preserved|guess|possible)\w+"
    r"|\bthe (?:best|worst) (?:\w+ )?(?:king|queen|ruler|leader|president|player|country|city|"
    r"language|writer|poet|film|book|team|general|composer|painter|place|music|food|car)\b"
    r"|\bgreatest (?:\w+ )?(?:general|leader|king|queen|ruler|writer|poet|composer|painter|"
    r"scientist|player|novel|film|song|president|mind|hero|artist|thinker)\b",
    re.IGNORECASE,
)
_VERDICTS = re.compile(
    r"\b(?:is|are|was|were) (?:an? )?(?:\w+ )?(?:failure|success|disaster|triumph|mistake|tragedy|"
    r"miracle|masterpiece|hero|villain|genius|disgrace|blessing|beautiful|ugly|boring|wonderful|"
    r"terrible|stupid|unfair|wrong and|immoral|overrated|cute|delicious)\b"
    r"|\b(?:should|ought to|must never|deserves?|deserved)\b"
    r"|\b(?:is|are|was|were|tastes?|looks?|sounds?) (?:\w+ )?(?:better|worse|nicer|prettier|"
    r"more (?:beautiful|interesting|important|exciting|fun|enjoyable|elegant|talented)) than\b"
    r"|\bit (?:is|was) (?:right|wrong|good|bad|immoral|unfair|foolish|wise) (?:to|that|for)\b"
    r"|\btoo (?:hard|easy|harsh|lenient|weak|cruel) to\b",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w’-]+(?: (?:[A-Z][\w’-]+|of|the|de|al|von|bin))*"
_WHO_SAYS = re.compile(
    rf"\b[Aa]ccording to (?:the )?({_NAME})|({_NAME}) (?:says|argues|claims|thinks|believes|calls|"
    r"accuses|blames|regards|describes)\b"
)
_NO_NAMES = frozenset(("He", "She", "It", "They", "This", "That", "Who", "We", "One", "Some"))
_DOUBTED = re.compile(
    r"\b(?:allegedly|reportedly|believed to|thought to have|suspected of|accused of|apparently|"
    r"is said to|are said to|supposedly|it is not certain|disputed)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:alleged|reported|believed|thought|suspected|accus|apparent|said|suppos|probabl|possibl|"
    r"perhaps|may|might|could|likely|seem|appear|claim|disput|legend|tradition)",
    re.IGNORECASE,
)
_CRIME = (
    r"(?:murdered|massacred|raped|tortured|embezzled|bribed|poisoned|assassinated|lynched|"
    r"slaughtered|kidnapped|stole|defrauded|betrayed|smuggled|trafficked)"
)
_GUILT = (
    r"(?:is|was|were|are) (?:a |an )?(?:\w+ )?(?:responsible for|guilty of|behind|to blame for|"
    r"thief|criminal|murderer|traitor|liar|thieves|criminals|murderers|traitors|liars)\b"
)
_CRIMES = (
    r"(?:massacre|murder|killing|genocide|attack|theft|fraud|rape|torture|bombing|assassination|"
    r"thief|criminal|murderer|traitor|liar|thieves|traitors)"
)
_ACCUSES = re.compile(
    rf"^(?:The )?{_NAME} (?:\w+ )?(?:{_CRIME}\b|{_GUILT}.*\b{_CRIMES}|"
    rf"(?:ordered|planned|carried out|committed) (?:the |a )?(?:\w+ ){{0,3}}{_CRIMES})"
    rf"|^(?:The )?{_NAME} (?:is|was) an? (?:\w+ )?(?:thief|criminal|murderer|traitor|liar)\b"
)
_WHO_DID_IT = re.compile(
    r"\b(?:who |which (?:\w+ ){1,3})(?:massacred|raped|tortured|lynched|slaughtered|"
    r"(?:carried out|committed|was (?:to blame|guilty)\b.*) (?:the )?(?:massacre|killings?|rapes?|"
    r"torture|genocide|atrocit\w+))\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"\b(?:said|wrote|declared|stated|shouted|claimed|warned|told \w+)\b.*“\w+ .*”"
)
_CLAIMED = re.compile(
    rf"^{_NAME} (?:\w+ )?(?:said|says|stated|declared|wrote|claimed|claims|argued|argues|insisted)"
    r" that\b"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:{_NAME})(?=[,.]| )")


def nobody_says(item: Item) -> Iterator[Finding]:
    """“It is believed”, “experts say”: a released question has its fact’s speaker instead."""
    words = speaks_for_nobody(unquoted(item.stem))
    if words and not item.is_released:
        message = N_("“%(words)s” names nobody who says so.")
        yield item.finding("unattributed", message, N_("Name who says it."), words=words)


def whose_word(item: Item) -> Iterator[Finding]:
    """The explanation names who says so, and the question does not."""
    told = item.explanation
    found = _WHO_SAYS.search(told)
    if item.is_released or not found or contrasts(told):
        return
    name = (found.group(1) or found.group(2)).split()[-1]
    known = " ".join((item.stem, *(text for group in item.groups for text in group.texts)))
    if not has_words(known, name) and name not in _NO_NAMES:
        message = N_("The explanation says that %(name)s says so; the question does not.")
        yield item.finding("unattributed", message, N_("Name who says it."), name=name)


def lost_in_question(item: Item) -> Iterator[Finding]:
    """A bound or a doubt that only the explanation keeps; of a fact, its own rules know."""
    told, asked = item.explanation, " ".join((item.stem, *item.keys))
    if item.is_released:
        return
    figures = {numbers_in(key)[0] for key in item.keys if key[:1].isdigit()}
    figures |= set(numbers_in(item.statement))
    for bound, words in BOUND_WORDS.items():
        bounded = re.findall(rf"\b(?:{'|'.join(words)}) (\d[\d\s,.]*)", told, re.I) if words else ()
        if figures & {numbers_in(figure)[0] for figure in bounded} and not _is_bounded(item):
            message = N_("“%(bound)s” stands only in the explanation.")
            mend = N_("Say it in the question as well.")
            yield item.finding("lost-bound", message, mend, bound=str(bound))
    doubt = _DOUBTED.search(told)
    if doubt and not _DOUBT.search(asked) and not is_attributed(asked):
        message = N_("The doubt “%(hedge)s” stands only in the explanation.")
        mend = N_("Say it in the question as well.")
        yield item.finding("lost-hedge", message, mend, hedge=doubt.group())


def opinion(item: Item) -> Iterator[Finding]:
    stem = unquoted(item.stem)
    if is_attributed(stem):
        return
    found = _JUDGES.search(stem) or (_VERDICTS.search(stem) if item.statement else None)
    if found:
        message = N_("“%(words)s” is a matter of opinion, and nobody is named who holds it.")
        mend = N_("Ask what somebody in particular holds.")
        yield item.finding("opinion", message, mend, words=found.group())


def loaded(item: Item) -> Iterator[Finding]:
    """In the question’s own voice: a speaker, or quotation marks, make the word theirs."""
    stem = item.stem if item.groups or item.statement else item.question.prompt
    for text in (stem, *(text for group in item.groups for text in group.texts)):
        if is_attributed(stem):
            return
        regime = _REGIME.search(unquoted(text))
        words = [*said(text, (*LOADED, *item.loaded)), *([regime.group()] if regime else [])]
        for word in words:
            message = N_("“%(word)s” takes sides.")
            mend = N_("Use a neutral word, or say whose word it is.")
            yield item.finding("loaded", message, mend, word=word)


def accusation(item: Item) -> Iterator[Finding]:
    """Nobody should learn a falsehood about somebody from a wrong choice or statement."""
    if _is_false(item) and _ACCUSES.search(item.stem):
        message = N_("“%(stem)s” is false and accuses somebody.")
        mend = N_("Make something harmless false.")
        yield item.finding("false-accusation", message, mend, stem=item.stem)
    for group in item.groups:
        if _WHO_DID_IT.search(group.stem) and _names_people(group.others):
            message = N_("Each wrong choice accuses somebody falsely, such as “%(choice)s”.")
            mend = N_("Ask for the date, the place or what came of it.")
            yield item.finding("false-accusation", message, mend, choice=group.others[0])


def quotation(item: Item) -> Iterator[Finding]:
    """A released statement’s own rule knows whether anybody is quoted."""
    quotes = any(pattern.search(item.stem) for pattern in (_QUOTES, _ACCORDING, _CLAIMED))
    if _is_false(item) and quotes and not item.is_released:
        message = N_("“%(stem)s” puts false words into somebody’s mouth.")
        mend = N_("Ask what was said, or make the statement true.")
        yield item.finding("false-quotation", message, mend, stem=item.stem)


FAIRNESS_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    *(nobody_says, whose_word, lost_in_question, opinion, loaded, accusation, quotation),
)


def _names_people(texts: tuple[str, ...]) -> bool:
    return all(re.match(r"(?:The )?[A-Z]", text) for text in texts)


def _is_bounded(item: Item) -> bool:
    texts = " ".join((item.stem, *(text for group in item.groups for text in group.texts)))
    content = item.question.content
    is_kept = isinstance(content, Numerical) and bool(
        content.answers[0].tolerance.amount or content.answers[0].number.bound is not Bound.EXACTLY
    )
    return is_kept or any(says_bound(texts, bound) for bound in BOUND_WORDS)


def _is_false(item: Item) -> bool:
    content = item.question.content
    return isinstance(content, TrueFalse) and not content.is_true

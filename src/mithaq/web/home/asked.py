"""What somebody who types a few words asks for: words that exist, a month, a year, a kind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.conventions.queries import SITTING_WORDS
from mithaq.apps.corridor.queries.corridors import SubjectView, catalogue
from mithaq.apps.observatory.queries import known_words
from mithaq.apps.reference.queries import holiday_names
from mithaq.base.calendar_words import MONTHS
from mithaq.base.spelling import KnownWords
from mithaq.base.text import LANGUAGES, Labels, arabic_stem, fold, search_words
from mithaq.web.home.hits import problem_text
from mithaq.web.home.programmes import programmes_named
from mithaq.web.shell.public_pages import kept_until_write

YEARS: Final = range(1990, 2100)
# Words that bind others: left out where something else is asked.
BINDING: Final = frozenset({
    "de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "a", "au", "aux", "pour", "par",
    "sur", "dans", "ou", "qui", "que", "combien", "quel", "quelle", "quels", "quelles", "est",
    "sont", "y", "il", "elle", "un", "une", "avec", "mes", "mon", "ma", "ses", "son", "sa", "nos",
    "notre", "leur", "leurs", "the", "of", "in", "and", "my", "our", "how", "many", "what",
    "which", "who", "is", "are", "for", "to", "at", "في", "من", "علي", "الي", "و", "عن", "كم",
    "ما", "هو", "هي", "هل", "اين", "التي", "الذي", "الذين", "لي",
})  # fmt: skip
ARTICLE: Final = "ال"
KINDS: Final[dict[str, str]] = {
    "bilan": "results_reports", "bilans": "results_reports", "report": "results_reports",
    "حصيله": "results_reports", "الحصيله": "results_reports", "convention": "conventions",
    "conventions": "conventions", "اتفاقيه": "conventions", "الاتفاقيه": "conventions",
    "chiffre": "figures", "chiffres": "figures", "indicateur": "indicators",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page that is always there, and the names under which people look for it."""

    label: Promise
    page: str
    about: Promise
    anchor: str = ""


PLACES: Final = (
    Place(
        label=_("Simuler"),
        page="simulators",
        about=_("embauche, stage, premier emploi, perte d’emploi, retard de paiement"),
    ),
    Place(
        label=_("Médiation"),
        page="corridors",
        about=_("réclamation, litige, plainte, blocage, dossier, corridor"),
    ),
    Place(
        label=_("Dettes et arrangements"),
        page="debts",
        about=_(
            "dette, état de dettes, relevé de dettes, contester une ligne, majoration, échéancier, "
            "attestation de régularité"
        ),
    ),
    Place(
        label=_("Questions aux employeurs : chiffres publics"),
        page="question_figures",
        about=_("sous-déclaration, travail non déclaré, signal, régularisation"),
    ),
    Place(
        label=_("Ce qu’une entreprise risque quand ses déclarations posent question"),
        page="question_figures",
        about=_("risque, sanction, amende, contrôle, sous-déclaration"),
        anchor="suites",
    ),
    Place(
        label=_("Contrôles tirés au sort"),
        page="control_draws",
        about=_("tirage, contrôle, sous-déclaration, graine"),
    ),
    Place(label=_("Jours fériés"), page="holidays", about=_("calendrier du Royaume")),
    Place(label=_("Banques"), page="banks", about=_("codes des banques")),
    Place(label=_("Identifiants"), page="identifiers", about=_("ICE, RIB, CNSS, CIN")),
    Place(
        label=_("Référentiels"),
        page="reference",
        about=_("secteurs, diplômes, formes juridiques"),
    ),
    Place(label=_("Vérifier un document"), page="verify_paper", about=_("code de vérification")),
    Place(label=_("Méthode"), page="method", about=_("degrés de preuve, conflits, exercices")),
    *(
        Place(label=grade.label, page="method", about=_("degré de preuve"), anchor="degres")
        for grade in Grade
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, spelt as the registers spell it.

    ``words`` are folded; ``corrected`` pairs what was typed with what was found instead, and
    ``typed`` are the words before that: what only some may read has words the registers lack.
    """

    words: tuple[str, ...]
    typed: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None
    kind: str = ""
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The words, as a query takes them."""
        return " ".join(self.words)

    @property
    def with_year(self) -> str:
        """The words and the year, for what has no date of its own."""
        return f"{self.text} {self.year}".strip() if self.year else self.text


def asked(typed: str) -> Asked:
    """Read a question; a month counts only with its year, a year only with something else."""
    tokens = fold(typed).split()
    as_typed = {fold(word): word for word in typed.split()}
    years = [token for token in tokens if token.isdecimal() and int(token) in YEARS]
    months = {token: number for token in tokens if (number := _month(token))}
    others = [token for token in tokens if token not in years and token not in months]
    if not years or not (months or others):
        others, years, months = tokens, [], {}
    kind = next((KINDS[token] for token in others if token in KINDS), "")
    rest = [token for token in others if token not in KINDS]
    if not (rest or years):
        rest, kind = others, ""
    said = [token for token in rest if token not in BINDING] or rest
    known = _known()
    found = [(token, _spelt(token, known)) for token in said]
    return Asked(
        words=tuple(chain.from_iterable(words for _token, words in found)),
        typed=tuple(said),
        year=int(years[0]) if years else None,
        month=next(iter(months.values()), None),
        kind=kind,
        corrected=tuple(
            (as_typed.get(token, token), " ".join(words))
            for token, words in found
            if _is_corrected(token, words)
        ),
    )


def _is_corrected(token: str, words: tuple[str, ...]) -> bool:
    bare = search_words(token)[0]
    return words not in {(word,) for word in (token, bare, arabic_stem(token), arabic_stem(bare))}


def _spelt(token: str, known: KnownWords) -> tuple[str, ...]:
    """The word as typed if it exists, else without its Arabic prefixes, else the nearest."""
    bare = search_words(token)[0]
    # With its article a word finds only texts that have it too; without, it finds both.
    plain = token.removeprefix(ARTICLE)
    for word in (*([plain] if plain != token else []), token, bare, arabic_stem(bare)):
        if word in known:
            return (arabic_stem(word),)
    return known.corrected(token) or known.corrected(bare) or (bare,)


def _known() -> KnownWords:
    """The words of the registers and of the pages, read once until somebody writes."""
    registers = kept_until_write("known-words", compute=known_words)
    return KnownWords.of([*registers.words, *_page_words(), *SITTING_WORDS.split()])


def days_off() -> tuple[Labels, ...]:
    """The names of the days off, read once until somebody writes."""
    return kept_until_write("days-off", compute=holiday_names)


def _page_words() -> list[str]:
    told = [text for row in days_off() for text in (row.fr, row.ar, row.en)]
    programmes = [text for named in programmes_named().values() for text, _hit in named]
    pages = [*place_names(), *programmes]
    problems = " ".join(map(problem_text, known_problems())).split()
    return [*fold(" ".join(told)).split(), *chain.from_iterable(map(str.split, pages)), *problems]


def known_problems() -> list[SubjectView]:
    """The known problems of mediation, read once until somebody writes."""
    return kept_until_write("known-problems", compute=_problems)


def _problems() -> list[SubjectView]:
    return [row for family in catalogue() for row in family.subjects]


def place_names() -> list[str]:
    """What each page that is always there is called, in every language, folded."""
    told = []
    for place in PLACES:
        texts = []
        for code in LANGUAGES:
            with override(code):
                texts += [str(place.label), str(place.about)]
        told.append(fold(" ".join(texts)))
    return told


def _month(token: str) -> int:
    """The number of a month named in one of the languages, else zero."""
    for names in MONTHS.values():
        for number, name in enumerate(names, start=1):
            if fold(name) == token:
                return number
    return 0

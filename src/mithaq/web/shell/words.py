"""Which text a reader sees: data labels in their language, else French marked as such."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django import template
from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.templatetags import i18n
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mithaq.apps.organisations.queries import MandateView
from mithaq.base.text import Labels, part_spoken
from mithaq.web.shell.typography import THIN, language, set_text, set_typed

# An identifier longer than this may break: it would not stand on a telephone.
LONGEST_CODE: Final = 24
# The space of « 41 200 », whichever was typed.
_GROUPS: Final = re.compile(r"(?<=\d)[ \u00a0\u2009](?=\d{3}(?!\d))")


def labels_of(value: object, stem: str = "label") -> Labels | None:
    """Read the labels of a value: Labels itself, or an object with `<stem>_fr`, `_ar`, `_en`."""
    if isinstance(value, Labels):
        return value
    if hasattr(value, f"{stem}_fr"):
        return Labels.from_columns(value, stem)
    return None


def local(value: object, stem: str = "label") -> str:
    """Give the text in the page's language, French when that one is missing."""
    if value is None or value == "":
        return ""
    labels = labels_of(value, stem)
    return set_text(value if labels is None else labels.of(language()))


def local_marked(value: object, stem: str = "label") -> str | SafeString:
    """Give the text, and mark its language when it is not the page's."""
    labels = labels_of(value, stem) if value else None
    if labels is None:
        return local(value, stem)
    served = written_in(labels.of(language()), labels.language_of(language()))
    if served == language():
        return local(labels)
    direction = "rtl" if served == "ar" else "ltr"
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', served, direction, set_text(labels.of(language()))
    )


def written_in(text: str, supposed: str) -> str:
    """The language of a text that people type: the register keeps Arabic typed alone as French."""
    first = next((sign for sign in text if unicodedata.bidirectional(sign) in _STRONG), "")
    if first and unicodedata.bidirectional(first) == "AL":
        return "ar"
    return supposed


_STRONG = frozenset({"L", "R", "AL"})


def locator_words(value: str) -> str:
    """Say where in its source a thing is read; a place the catalogue does not know stays French."""
    return set_text(gettext(value)) if value else ""


def locator(value: str) -> str | SafeString:
    """Say the place, marked as French where nobody translated it."""
    words = locator_words(value)
    if not words or language() == "fr" or words != set_text(value):
        return words
    return format_html('<bdi lang="fr">{}</bdi>', words)


def typed(value: object) -> str:
    """A text that somebody wrote, in the reader's language where it was kept in several.

    The groups of a number stay together: « 41 200 » would read « 200 41 » in Arabic; so do the
    parts of the number of a law.
    """
    text = "" if value is None else part_spoken(str(value), language())
    return set_typed(_GROUPS.sub(THIN, text))


def typed_marked(value: object) -> str | SafeString:
    """A typed text with its language, and a word that says it, where its letters are not those of
    the page."""
    said = typed(value)
    served = written_in(said, "fr" if language() == "ar" else language())
    if not said or served == language():
        return said
    is_arabic = served == "ar"
    word = gettext("texte en arabe") if is_arabic else gettext("texte en français")
    return format_html(
        '<span lang="{}" dir="{}">{}</span> <span class="small muted">({})</span>',
        served, "rtl" if is_arabic else "ltr", said, word,
    )  # fmt: skip


def isolated(value: object) -> SafeString:
    """Keep a code, a reference or a foreign name in its own order inside Arabic text.

    A code is read whole: it stays on one line, as long as it can stand on a narrow screen.
    """
    text = "" if value is None else str(value)
    is_code = len(text) <= LONGEST_CODE and " " not in text and any(map(str.isdigit, text))
    return format_html('<bdi class="nowrap">{}</bdi>' if is_code else "<bdi>{}</bdi>", text)


def mandate_words(mandate: MandateView) -> str:
    """Name a mandate by the capacity its bearer holds, else by its role; then the organisation.

    The capacity is written for the person: « conseillère en emploi », not « conseiller ».
    """
    words = (
        local(mandate.capacity) or set_text(mandate.role_label),
        local(mandate.organisation_labels),
    )
    return " · ".join(part for part in words if part)


def person_name(person: object) -> str:
    """Name a person in the letters of the page, else as the account is written."""
    arabic = getattr(person, "full_name_ar", "") if language() == "ar" else ""
    return str(arabic or getattr(person, "full_name", "") or getattr(person, "username", ""))


class Typographic(Node):
    """A translated text, set in the typography of its language.

    A literal text says the same on every page of a language: it is translated and set once.
    """

    def __init__(self, inner: Node) -> None:
        """Hold the node of Django that finds the translation."""
        self.inner = inner
        self.is_literal = _is_literal(inner)
        self.said: dict[str, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Translate, then set."""
        if not self.is_literal:
            return self._said(context)
        code = language()
        if code not in self.said:
            self.said[code] = self._said(context)
        return self.said[code]

    def _said(self, context: Context) -> SafeString:
        text = self.inner.render(context)
        name = getattr(self.inner, "asvar", None)
        if name:
            context[name] = set_text(context[name])
            return SafeString("")
        return SafeString(set_text(SafeString(text)))


def _is_literal(inner: Node) -> bool:
    """Tell whether a `translate` depends on nothing but the language."""
    if not isinstance(inner, i18n.TranslateNode) or inner.asvar or inner.message_context:
        return False
    expression = inner.filter_expression
    return not expression.filters and getattr(expression.var, "literal", None) is not None


def do_translate(parser: Parser, token: Token) -> Typographic:
    """Translate like Django's tag of the same name, then set the typography."""
    return Typographic(i18n.do_translate(parser, token))


def do_block_translate(parser: Parser, token: Token) -> Typographic:
    """Translate a block like Django's tag of the same name, then set the typography."""
    return Typographic(i18n.do_block_translate(parser, token))


def register_words(register: template.Library) -> None:
    """Add the filters and tags of text; `translate` replaces Django's because ours comes later."""
    register.filter("local", local)
    register.filter("local_marked", local_marked)
    register.filter("typo", set_text)
    register.filter("locator", locator)
    register.filter("phrase", locator)
    register.filter("locator_words", locator_words)
    register.filter("isolated", isolated, is_safe=False)
    register.filter("typed", typed)
    register.filter("typed_marked", typed_marked)
    register.filter("mandate_words", mandate_words)
    register.filter("person_name", person_name)
    for name in ("translate", "trans"):
        register.tag(name, do_translate)
    for name in ("blocktranslate", "blocktrans"):
        register.tag(name, do_block_translate)

"""The page of a small question: its form, then its answer above the same form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.web.programmes.values import value_words
from mithaq.web.simulators.forms import FactForm
from mithaq.web.simulators.lengths import length_words
from mithaq.web.simulators.questions.asked import SmallQuestion
from mithaq.web.simulators.questions.ending import ending_lines, hires_words
from mithaq.web.simulators.telling import explanation_url, facts_text, told_answer
from mithaq.web.simulators.values import told_words


def question_page(question: SmallQuestion) -> Callable[[HttpRequest], HttpResponse]:
    """The view of a question."""

    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        initial = {**question.initial, question.day: timezone.localdate().isoformat()}
        form = question.form(request.GET or None, initial=initial)
        found = _asked(question, form)
        words: dict[str, Any] = {
            "question": question,
            "form": form,
            "ranges": list(ranges_of(question)),
        }
        if found is not None:
            words |= _answer(question, found)
        status = 422 if form.is_bound and found is None else 200
        return render(request, "simulators/question.html", words, status=status)

    return page


def ranges_of(question: SmallQuestion) -> Iterator[tuple[queries.LawValue, SafeString]]:
    """The values of the law of today that people come to learn."""
    for value in queries.told_values(question.ranges, on=timezone.localdate()):
        if value.current is not None:
            yield value, value_words(value, value.current)


def references_of(values: Iterable[queries.LawValue]) -> list[Labels]:
    """The texts behind some values, each once."""
    told = (item.current for item in values)
    return list(dict.fromkeys(item.reference for item in told if item and item.is_published))


def _asked(question: SmallQuestion, form: FactForm) -> queries.Asked | None:
    """What the law answers; nothing while the form is empty or wrong."""
    if not form.is_bound or not form.is_valid():
        return None
    facts = {**question.given, **form.facts}
    facts |= {name: facts[other] for name, other in question.same.items() if other in facts}
    targets = (question.verdict, *(name for name, _words in question.amounts))
    try:
        return queries.ask_law(
            targets,
            facts,
            day=question.day,
            age=form.cleaned_data.get("age"),
            values=question.values,
        )
    except Refusal:
        form.add_error(question.day, _("La loi chargée ne couvre pas ce jour : changez-le."))
        return None


def _answer(question: SmallQuestion, found: queries.Asked) -> dict[str, Any]:
    facts = facts_text(found.facts)
    told = told_answer(found.answers[question.verdict], facts, traces_each=False)
    sentences = {"met": question.yes, "unmet": question.no, "unknown": question.undecided}
    amounts = list(_amounts(question, found, told.state))
    at_once = question.refused if told.state == "unmet" else question.brief
    # Values of the law hold for anyone: what goes with them is told while answers are missing.
    says = told.state != "unknown" or bool(question.terms)
    said = [row for row in amounts if says and row["name"] in at_once and not row["is_open"]]
    values = {item.path: (item, value_words(item, item.current)) for item in found.values}
    shown = question.terms if told.state != "unmet" else ()
    terms = [values[path] for path in shown if path in values]
    end = None
    if question.has_end and told.state != "unmet":
        end = queries.internship_end(found.facts)
    page, words = question.next_step or ("", "")
    return {
        "told": told,
        "sentence": sentences[told.state],
        "lacks": [fact.label for fact in told.missing] if told.state == "unknown" else [],
        "unmet": [item for item in told.conditions if item.state == "unmet"]
        if told.state == "unmet"
        else [],
        "exception": _exception(question, found),
        "beside": _beside(question, found) if told.state == "unmet" else "",
        "brief": [row for row in amounts if row in said],
        "terms": terms,
        "references": references_of(item for item, _words in terms),
        "amounts": [row for row in amounts if row not in said],
        "at_end": list(ending_lines(end)) if end else [],
        "hires": hires_words(end) if end else "",
        "values": list(values.values()),
        "papers": queries.measure_papers([question.law_name]).get(question.law_name),
        "next_url": f"{reverse(page)}?{urlencode({**facts, 'modifier': 1})}" if page else "",
        "next_words": words,
        "digest": found.digest,
        "on": timezone.localdate(),
    }


def _amounts(question: SmallQuestion, found: queries.Asked, state: str) -> Iterator[dict[str, Any]]:
    """The amounts that apply: those of a yes while it may come, those of a no once it is one."""
    sure = question.sure if state == "met" else {}
    asked = [(name, sure.get(name, label)) for name, label in question.amounts]
    if state == "unmet":
        asked = list(question.refused.items())
    facts = facts_text(found.facts)
    yield from (row for row in _rows(asked, found, facts) if not row["is_open"] or row["missing"])


def _beside(question: SmallQuestion, found: queries.Asked) -> Promise | str:
    """What a no leaves due."""
    name, words = question.owed or ("", "")
    return words if name and found.answers[name].told.value else ""


def _exception(question: SmallQuestion, found: queries.Asked) -> str:
    """What the texts admit beside the answer, and that no question asked can settle."""
    rule = question.except_when
    if rule is None or found.facts.get(rule.fact) is not True:
        return ""
    values = queries.told_values(rule.values.values(), on=found.on)
    words = {item.path: value_words(item, item.current) for item in values if item.current}
    if len(words) < len(rule.values):
        return ""
    return str(rule.says) % {name: words[path] for name, path in rule.values.items()}


def _rows(
    asked: Iterable[tuple[str, Promise]], found: queries.Asked, facts: dict[str, str]
) -> list[dict[str, Any]]:
    """Each amount in words with its calculation; one that is open says what is missing."""
    return [
        {
            "name": name,
            "label": label,
            "words": told_words(found.answers[name].told),
            "is_open": found.answers[name].told.value is None,
            "missing": found.answers[name].missing,
            "note": _length_of(name, found),
            "url": explanation_url(name, facts, on=found.on),
        }
        for name, label in asked
    ]


def _length_of(name: str, found: queries.Asked) -> str:
    """How the last day of a benefit was counted."""
    if found.answers[name].told.value is None:
        return ""
    length = found.lengths.get(name)
    return length_words(length) if length else ""

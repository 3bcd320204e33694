"""The page of a small question: its form, then its answer above the same form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.web.programmes.values import quantity_words, value_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.simulators.assumed import (
    Hanging,
    UnlessAsked,
    hanging,
    hangs,
    if_true,
    turning,
    unless_asked,
    with_supposed,
)
from mithaq.web.simulators.forms import FactForm
from mithaq.web.simulators.questions.asked import SmallQuestion
from mithaq.web.simulators.questions.brief import end_of_any, sided, span_of
from mithaq.web.simulators.questions.ending import (
    ending_lines,
    otherwise_words,
    to_hire_words,
)
from mithaq.web.simulators.questions.rows import amount_rows, doubts_of
from mithaq.web.simulators.questions.split import SplitLine, split_lines
from mithaq.web.simulators.telling import (
    ToldAnswer,
    days_said,
    doubt_words,
    facts_text,
    told_answer,
)


def question_page(question: SmallQuestion) -> Callable[[HttpRequest], HttpResponse]:
    """The view of a question."""

    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        initial = {**question.initial, question.day: timezone.localdate().isoformat()}
        further = question.further(request.GET) if question.further else None
        form = question.form((further.rest if further else request.GET) or None, initial=initial)
        found, hung = _asked(question, form)
        words: dict[str, Any] = {
            "question": question,
            "form": form,
            "ranges": list(ranges_of(question)),
            "today": timezone.localdate(),
            "further": further,
            "ceiling": (ceiling := _ceiling() if question.later else ""),
            "later": [(format_html(str(i.case), ceiling=ceiling), i.brief) for i in question.later],
        }
        if found is not None and _is_elsewhere(question, found):
            return render(request, "simulators/elsewhere.html", words)
        if found is not None:
            words |= _answer(question, found, form, hung=hung)
        is_box_wrong = further is not None and further.is_wrong
        status = 422 if is_box_wrong or (form.is_bound and found is None) else 200
        return render(request, "simulators/question.html", words, status=status)

    return page


def _is_elsewhere(question: SmallQuestion, found: queries.Asked) -> bool:
    """Whether an answer makes the question another one."""
    rule = question.elsewhere
    return rule is not None and found.facts.get(rule.fact) == rule.value


def ranges_of(question: SmallQuestion) -> Iterator[tuple[queries.LawValue, SafeString]]:
    """The values of the law of today that people come to learn."""
    for value in queries.told_values(question.ranges, on=timezone.localdate()):
        if value.current is not None:
            yield value, value_words(value, value.current)


def references_of(values: Iterable[queries.LawValue]) -> list[Labels]:
    """The texts behind some values, each once."""
    told = (item.current for item in values)
    return list(dict.fromkeys(item.reference for item in told if item and item.is_published))


def _asked(question: SmallQuestion, form: FactForm) -> tuple[queries.Asked | None, Hanging | None]:
    """What the law answers; nothing while the form is empty or wrong.

    A no that hangs on a fact that nobody typed is asked again without it.
    """
    found = _ask(question, form) if form.is_bound and form.is_valid() else None
    if found is None or found.answers[question.verdict].is_met is not False:
        return found, None
    hung = hanging(question.verdict, found.facts, form.filled, day=question.day)
    if hung is not None:
        form.left_open = hung.fact
        found = _ask(question, form)
    return found, hung


def _facts(question: SmallQuestion, form: FactForm) -> dict[str, str]:
    """All that the law is asked with: what is given, what was said, what is the same."""
    facts = {**question.given, **form.facts}
    return facts | {name: facts[other] for name, other in question.same.items() if other in facts}


def _ask(question: SmallQuestion, form: FactForm) -> queries.Asked | None:
    facts = _facts(question, form)
    shown = (name for name, _words in question.amounts)
    targets = (question.verdict, *shown, *question.behind)
    try:
        return queries.ask_law(
            targets,
            facts,
            day=question.day,
            age=form.cleaned_data.get("age"),
            values=question.values,
            doubts=question.doubts,
        )
    except Refusal:
        said = _("Cette mesure existe depuis le %(day)s : ce jour vient avant.")
        since = date_plain(queries.rules_since(targets))
        form.add_error(question.day, said % {"day": since})
        return None


def _told(question: SmallQuestion, found: queries.Asked, form: FactForm) -> ToldAnswer:
    answer, facts = found.answers[question.verdict], found.facts
    is_no = answer.is_met is False
    return told_answer(
        answer,
        facts_text(facts),
        said=days_said(facts),
        traces_each=False,
        hangs=is_no and hangs(question.verdict, facts, form.assumed, day=question.day),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the law answers, in a sentence; ``split`` where one thing unsaid decides it."""

    told: ToldAnswer
    sentence: Promise | str
    unless: UnlessAsked | None
    split: tuple[SplitLine, ...]
    if_true: str = ""


def _verdict(
    question: SmallQuestion, found: queries.Asked, form: FactForm, hung: Hanging | None
) -> Verdict:
    told, unless = _told(question, found, form), unless_asked(form, hung)
    undecided = question.undecided if told.missing else told.age_words or question.undecided
    split: tuple[SplitLine, ...] = ()
    if unless:
        undecided = unless.sentence
    elif told.state == "unknown":
        age = form.cleaned_data.get("age")
        split = split_lines(question, found, _facts(question, form), age=age)
        if len({line.state for line in split}) == 1:
            # Whatever is said, the answer is the same: it is no longer a question.
            told, split = replace(told, state=split[0].state), ()
        elif split:
            undecided = _("Cela dépend d’une réponse :")
    yes, no = _yes_and_no(question, found)
    sentence = {"met": yes, "unmet": no, "unknown": undecided}[told.state]
    supposed = [name for name in (*form.names, *question.given) if name in _assumed(question, form)]
    turns: tuple[str, ...] = ()
    if told.state == "met" and sentence != question.nothing_due_yes:
        turns = turning(question.verdict, found.facts, supposed, day=question.day)
    return Verdict(
        told=with_supposed(told, supposed),
        sentence=sentence,
        unless=unless,
        split=split,
        if_true=if_true(form.briefly, turns),
    )


def _assumed(question: SmallQuestion, form: FactForm) -> frozenset[str]:
    """What nobody said: on the form, or of the question itself."""
    return form.assumed | question.given.keys()


def _answer(
    question: SmallQuestion, found: queries.Asked, form: FactForm, *, hung: Hanging | None
) -> dict[str, Any]:
    verdict = _verdict(question, found, form, hung)
    told, unless = verdict.told, verdict.unless
    amounts, said = _told_amounts(question, found, told, facts=_facts(question, form))
    deadline = _deadline(question, found, told)
    values = {item.path: (item, value_words(item, item.current)) for item in found.values}
    shown = _shown(question, told, is_day_said=bool(deadline))
    terms = [values[path] for path in shown if path in values]
    span = span_of(question, values, shown)
    has_end = question.has_end and told.state != "unmet"
    end = queries.internship_end(found.facts) if has_end else None
    to_hire = (to_hire_words(end), otherwise_words(end)) if end else (("", ""), "")
    if has_end and end is None:
        to_hire = end_of_any(found)
    page, words = question.next_step or ("", "")
    return {
        "told": told,
        "sentence": verdict.sentence,
        "if_true": verdict.if_true,
        "unless": unless,
        "deadline": deadline,
        "split": verdict.split,
        "lacks": _lacks(told, form) if told.state == "unknown" and not unless else (),
        "age_said": told.age_words if told.state == "unknown" and told.missing else "",
        "supposed": _supposed(question, form, end),
        "unmet": [item for item in told.conditions if item.state == "unmet"]
        if told.state == "unmet"
        else [],
        "readings": [] if verdict.split else list(_readings(question, found)),
        "beside": _beside(question, found) if told.state == "unmet" else "",
        "brief": [row for row in amounts if row in said],
        "span": span,
        "terms": [] if span else terms,
        "has_notes": any(row["note"] for row in amounts if row in said),
        "references": references_of(item for item, _words in terms),
        "amounts": [row for row in amounts if row not in said and not _is_told(row, told)],
        "doubts": doubts_of(amounts),
        "at_end": list(ending_lines(end)) if end else [],
        "to_hire": to_hire[0] if any(to_hire[0]) else (),
        "otherwise": to_hire[1],
        "values": list(values.values()),
        "papers": queries.measure_papers([question.law_name]).get(question.law_name),
        "next_url": f"{reverse(page)}?{urlencode({**form.onward, 'modifier': 1})}" if page else "",
        "next_words": words,
        "digest": found.digest,
        "on": timezone.localdate(),
    }


def _ceiling() -> str | SafeString:
    """The wage above which Tahfiz stops."""
    found = queries.told_values(["tahfiz.gross_ceiling_monthly"], on=timezone.localdate())
    told = (v.current.value for v in found if v.current)
    return next((quantity_words(v, "MAD") for v in told if isinstance(v, int | float)), "")


def _told_amounts(
    question: SmallQuestion,
    found: queries.Asked,
    told: ToldAnswer,
    *,
    facts: Mapping[str, str],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The amounts to tell, and those among them that the answer says at once."""
    amounts = list(_amounts(question, found, told.state))
    if told.state == "met":
        at_first = {*question.brief}
        amounts = [
            sided(row, facts, day=question.day) if row["name"] in at_first else row
            for row in amounts
        ]
    for row in amounts:
        # What the whole answer lacks is told once, above.
        row["lacks"] = [fact for fact in row["missing"] if fact not in told.missing]
    at_once = question.refused if told.state == "unmet" else question.brief
    if told.state == "unknown" and question.terms:
        # Values of the law hold for anyone, an amount for this case only: not before its answer.
        amounts = [row for row in amounts if row["name"] not in question.brief or row["is_open"]]
    says = told.state != "unknown"
    said = [row for row in amounts if says and row["name"] in at_once and not row["is_open"]]
    if question.nothing_due:
        # Nothing due is the sentence itself.
        said = [row for row in said if not row["is_nothing"]]
        if found.answers[question.nothing_due[0]].told.value == 0:
            # An exemption of nothing has no end to tell.
            said, gone = [], {*question.brief}
            amounts = [row for row in amounts if row["name"] not in gone]
    return amounts, said


def _supposed(
    question: SmallQuestion, form: FactForm, end: queries.InternshipEnd | None
) -> list[Promise | str]:
    """What the answer takes for true without having been told."""
    first = [_("C’est votre premier stagiaire")] if end and end.is_first else []
    given = [question.supposed] if question.supposed else []
    today, day = timezone.localdate(), form.fields.get(question.day)
    dated: list[str] = []
    if day is not None and form.facts.get(question.day) == today.isoformat():
        # The day that the form proposes is nobody's word.
        dated = [f"{day.label}{_(' : ')}{date_plain(today)}"]
    return [*form.supposed, *form.taken, *first, *dated, *given]


def _yes_and_no(question: SmallQuestion, found: queries.Asked) -> tuple[Promise, Promise]:
    """The sentences of a yes and of a no: an amount of nothing has its own."""
    if question.nothing_due:
        name, yes, no = question.nothing_due
        if found.answers[name].told.value == 0:
            return yes, no
    return question.yes, question.no


def _lacks(told: ToldAnswer, form: FactForm) -> list[queries.AskedFact]:
    """The answers that decide; one that is taken from another, itself asked, needs no asking."""
    asked = {fact.name for fact in told.missing}
    return [fact for fact in told.missing if form.as_said.get(fact.name) not in asked]


def _amounts(question: SmallQuestion, found: queries.Asked, state: str) -> Iterator[dict[str, Any]]:
    """The amounts that apply: those of a yes while it may come, those of a no once it is one."""
    sure = question.sure if state == "met" else {}
    asked = [(name, sure.get(name, label)) for name, label in question.amounts]
    if state == "unmet":
        asked = list(question.refused.items())
    facts = facts_text(found.facts)
    yield from (
        row for row in amount_rows(asked, found, facts) if not row["is_open"] or row["missing"]
    )


def _is_told(row: dict[str, Any], told: ToldAnswer) -> bool:
    """Whether all that an amount waits for is asked already beside the answer."""
    return told.state == "unknown" and bool(row["is_open"]) and {*row["missing"]} <= {*told.missing}


def _readings(question: SmallQuestion, found: queries.Asked) -> Iterator[dict[str, Any]]:
    """What is in doubt behind the answer, and the answer itself by the other reading."""
    is_open = found.answers[question.verdict].is_met is None
    for item in found.readings:
        verdict = item.told.get(question.verdict)
        said = ""
        if verdict and verdict.value is not None and not is_open:
            said = _("Par l’autre lecture, la réponse serait oui.")
            if verdict.value is False:
                said = _("Par l’autre lecture, la réponse serait non.")
        yield {"used": item.used, "note": doubt_words(item.used), "verdict": said}


def _shown(question: SmallQuestion, told: ToldAnswer, *, is_day_said: bool) -> list[str]:
    """The values of the law that go with an answer; a last day said above is not said again."""
    above = question.deadline[0] if is_day_said and question.deadline else ""
    return [path for path in question.terms if told.state != "unmet" and path != above]


def _deadline(question: SmallQuestion, found: queries.Asked, told: ToldAnswer) -> str:
    """The last day of a yes, by the law of the day asked."""
    # An exemption of nothing has no condition to tell.
    is_nothing = question.nothing_due and found.answers[question.nothing_due[0]].told.value == 0
    if question.deadline is None or told.state != "met" or is_nothing:
        return ""
    path, says = question.deadline
    for value in queries.told_values([path], on=found.on):
        if value.current and isinstance(day := value.current.value, date):
            return str(says) % {"day": date_plain(day)}
    return ""


def _beside(question: SmallQuestion, found: queries.Asked) -> Promise | str:
    """What a no leaves due."""
    name, words = question.owed or ("", "")
    return words if name and found.answers[name].told.value else ""

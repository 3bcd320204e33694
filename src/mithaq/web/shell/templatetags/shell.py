"""Tags and filters of every page; they are built in, so that no template loads anything."""

from __future__ import annotations

from django import template
from django.template.context import Context

from mithaq.web.shell import (
    acts,
    articles,
    charts,
    components,
    dates,
    fields,
    marks,
    numbers,
    public_pages,
    values,
    words,
)

register = template.Library()

words.register_words(register)

register.filter("number", numbers.number)
register.filter("number_bdi", numbers.number_bdi)
register.filter("percent", numbers.percent)
register.filter("percent_plain", numbers.percent_plain)
register.filter("percent_signed", numbers.percent_signed)
register.filter("mdh", numbers.mdh)
register.filter("money", numbers.money)
register.filter("money_signed", numbers.money_signed)
register.filter("dirhams", numbers.dirhams)

register.filter("called", articles.called)
register.filter("called_after", articles.called_after)
register.filter("called_first", articles.subject)
register.filter("date_words", dates.date_words)
register.filter("date_day", dates.date_day)
register.filter("date_plain", dates.date_plain)
register.filter("date_short", dates.date_short)
register.filter("weekday", dates.weekday)
register.filter("month_words", dates.month_words)
register.filter("month_short", dates.month_short)
register.filter("moment_words", dates.moment_words)
register.filter("hour_words", dates.hour_words)
register.filter("uncertain_date", dates.uncertain_date)
register.filter("known_date", dates.known_date)

register.simple_tag(marks.grade, name="grade")
register.simple_tag(marks.exercise_badge, name="exercise_badge")
register.simple_tag(marks.not_published, name="not_published")
register.simple_tag(marks.no_result, name="no_result")
register.simple_tag(marks.condition_mark, name="condition_mark")
register.filter("grade", marks.grade)
register.simple_tag(marks.needed_grade, name="needed_grade")

components.register_components(register)
values.register_values(register)
fields.register_fields(register)
charts.register_charts(register)
acts.register_acts(register)


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> str:
    """The head of the page: language, person, sections, search."""
    template_of_page = context.template
    if template_of_page is None:
        return ""
    head = template_of_page.engine.get_template(public_pages.HEADER)
    request = context.get("request")
    if request is None:
        return head.render(context)
    return public_pages.page_head(request, lambda: head.render(context))

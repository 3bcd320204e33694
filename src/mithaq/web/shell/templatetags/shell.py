"""Tags and filters of every page; they are built in, so that no template loads anything."""

from __future__ import annotations

from django import template

from mithaq.web.shell import charts, components, dates, fields, marks, numbers, values, words

register = template.Library()

words.register_words(register)

register.filter("number", numbers.number)
register.filter("number_bdi", numbers.number_bdi)
register.filter("percent", numbers.percent)
register.filter("percent_plain", numbers.percent_plain)
register.filter("percent_signed", numbers.percent_signed)
register.filter("mdh", numbers.mdh)
register.filter("money", numbers.money)

register.filter("date_words", dates.date_words)
register.filter("date_day", dates.date_day)
register.filter("date_plain", dates.date_plain)
register.filter("date_short", dates.date_short)
register.filter("weekday", dates.weekday)
register.filter("month_words", dates.month_words)
register.filter("month_short", dates.month_short)
register.filter("moment_words", dates.moment_words)
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

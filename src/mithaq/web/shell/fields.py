"""A form asks one thing a line; a fault stands beside its field and again on top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.widgets import HiddenInput
from django.utils.safestring import SafeString

from mithaq.base.errors import Fault
from mithaq.web.shell.typography import language, set_text


def field(
    bound: BoundField,
    *,
    example: object = "",
    unit: object = "",
    width: str = "",
    is_filter: bool = False,
) -> dict[str, Any] | SafeString:
    """Render a field: label above, example below, faults beside it (width: short, medium, full).

    A filter never says that it is optional: none is required.
    """
    widget = bound.field.widget
    is_group = isinstance(widget, (RadioSelect, CheckboxSelectMultiple))
    described = []
    if bound.help_text or example:
        described.append(f"{bound.id_for_label or bound.html_name}_help")
    if bound.errors:
        described.append(f"{bound.id_for_label or bound.html_name}_error")
    attrs: dict[str, str | bool] = {}
    if described and not is_group:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors and not is_group:
        attrs["aria-invalid"] = "true"
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "base_id": bound.id_for_label or bound.html_name,
        "label": set_text(bound.label),
        "help": set_text(bound.help_text) if bound.help_text else "",
        "example": set_text(example) if example else "",
        "unit": unit,
        "width": width,
        "is_filter": is_filter,
        # One of several is required: none of them may say that it is optional.
        "is_one_of": bound.name in getattr(bound.form, "is_one_of", ()),
        "errors": [set_text(error) for error in bound.errors],
        "described": " ".join(described),
        "is_group": is_group,
        "is_check": isinstance(widget, CheckboxInput),
        "is_hidden": isinstance(widget, HiddenInput),
    }


def error_summary(form: BaseForm) -> dict[str, Any]:
    """Sum up every fault on top of a form; focus goes there, each line leads to its field."""
    rows: list[dict[str, object]] = [
        {"target": "", "label": "", "text": set_text(e)} for e in form.non_field_errors()
    ]
    for bound in form:
        rows.extend(
            # A group of choices has no label of its own: the link leads to the first of them.
            {
                "target": bound.id_for_label or f"{bound.auto_id}_0",
                # A box may be labelled by a sentence: its full stop would meet the colon.
                "label": str(bound.label).rstrip("."),
                "text": set_text(error),
            }
            for error in bound.errors
        )
    return {"rows": rows, "count": len(rows), "title": getattr(form, "summary_title", "")}


def faults(found: Iterable[Fault]) -> dict[str, Any]:
    """List why something was refused: where, which line, which rule, what to do."""
    code = language()
    rows = [
        {
            "line": fault.line,
            "where": fault.where,
            "rule": fault.rule,
            "sentence": set_text(fault.sentence.of(code)),
            "remedy": set_text(fault.remedy.of(code)) if fault.remedy else "",
        }
        for fault in found
    ]
    return {"rows": rows, "count": len(rows)}


def register_fields(register: template.Library) -> None:
    """Add the tags of forms."""
    for function in (field, error_summary, faults):
        name = function.__name__
        register.inclusion_tag(f"shell/components/{name}.html", name=name)(function)

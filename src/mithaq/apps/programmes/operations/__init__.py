"""Writing programmes: lists of schemes, editions, envelopes, values replaced in the law."""

from __future__ import annotations

from mithaq.apps.programmes.operations.drafts import (
    ChangeDraft,
    EditionDraft,
    EnvelopeDraft,
    OverrideDraft,
    ReadingDraft,
    ReformDraft,
    SchemeDraft,
)
from mithaq.apps.programmes.operations.editions import move_edition, prepare_edition
from mithaq.apps.programmes.operations.envelopes import add_envelope, record_envelope_reading
from mithaq.apps.programmes.operations.loading import load_schemes
from mithaq.apps.programmes.operations.overrides import override_value, withdraw_override
from mithaq.apps.programmes.operations.reading import read_schemes
from mithaq.apps.programmes.operations.reforms import keep_reform_result, write_reform

__all__ = [
    "ChangeDraft",
    "EditionDraft",
    "EnvelopeDraft",
    "OverrideDraft",
    "ReadingDraft",
    "ReformDraft",
    "SchemeDraft",
    "add_envelope",
    "keep_reform_result",
    "load_schemes",
    "move_edition",
    "override_value",
    "prepare_edition",
    "read_schemes",
    "record_envelope_reading",
    "withdraw_override",
    "write_reform",
]

"""Committees, documents, sourced sentences, and what a convention rests on."""

from __future__ import annotations

from mithaq.apps.conventions.choices import (
    CadencePeriod,
    CommitteeKind,
    DocumentKind,
    Grade,
    LinkKind,
    ReferenceKind,
    RemarkKind,
    TextLanguage,
)
from mithaq.gateways.convention_file.fields import (
    Added,
    Address,
    AnnexNumber,
    Count,
    Digest,
    Language,
    Part,
    Reference,
    SourceCode,
    Text,
    Text200,
)
from mithaq.gateways.convention_file.schema._base import Proven


class CadenceText(Part):
    """How often a committee promised to meet."""

    count: Count
    per: CadencePeriod


class CommitteeText(Proven):
    """A body that follows the convention."""

    kind: CommitteeKind
    title: Text
    cadence: CadenceText | None = None
    chair: Text200 | None = None
    quorum: Count | None = None
    grade: Grade


class DocumentText(Proven):
    """A document known by its address or its fingerprint; an annex may say its number."""

    kind: DocumentKind
    title: Text
    number: Added[AnnexNumber] = ""
    part_of_contract: Added[bool | None] = None
    language: Language = ""
    url: Address = ""
    sha256: Digest = ""


class RemarkText(Proven):
    """A sourced sentence about the convention."""

    kind: RemarkKind
    text: Text


class PreambleText(Proven):
    """What the preamble rests on; the same code, wherever it is cited, is the same thing."""

    code: SourceCode
    kind: ReferenceKind
    title: Text


class LanguageText(Proven):
    """A language in which the text was signed, and whether it prevails."""

    language: TextLanguage
    prevails: bool | None = None


class LinkText(Proven):
    """What the convention does to another, recorded before it."""

    kind: LinkKind
    convention: Reference
    note: Text | None = None

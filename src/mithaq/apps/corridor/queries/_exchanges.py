"""The thread of a case and what was arranged, proposed and signed in it, cut to the reader."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db.models import Q

from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.models import (
    Agreement,
    AgreementSignature,
    Appointment,
    Attachment,
    Case,
    Message,
    Proposal,
)
from mithaq.apps.corridor.queries.views import (
    NOTHING,
    AgreementView,
    AppointmentView,
    AttachmentView,
    MessageView,
    ProposalView,
    Reader,
    SignatureView,
)
from mithaq.base.text import Labels


def messages_of(case_id: int, *, reader: Reader) -> tuple[MessageView, ...]:
    """The shared messages, and the private notes of the reader's own side: no other is read.

    In a case whose content is not the reader's, only what the reader's own party wrote is shown.
    """
    seen = Q(side__isnull=True)
    if reader.side:
        seen |= Q(side__institution__slug=reader.side)
    rows = list(
        Message.objects.filter(seen, case=case_id)
        .select_related("organisation", "author", "referral__corridor__standing_committee")
        .order_by("written_at", "pk")
    )
    files: dict[int, list[AttachmentView]] = defaultdict(list)
    shown = [row.pk for row in rows if row.withdrawn_at is None and not _is_hidden(row, reader)]
    for item in Attachment.objects.filter(message__in=shown).order_by("pk"):
        files[item.message_id].append(attachment_view(item))
    return tuple(_message(row, reader, tuple(files[row.pk])) for row in rows)


def attachment_view(item: Attachment) -> AttachmentView:
    """A joined file, without its content."""
    return AttachmentView(
        id=item.pk,
        name=item.name,
        sha256=item.sha256,
        media_type=item.media_type,
        byte_count=item.byte_count,
    )


def _is_hidden(row: Message, reader: Reader) -> bool:
    own = row.organisation.slug if row.organisation else ""
    return not reader.reads_content and (not own or own != reader.party)


def _message(row: Message, reader: Reader, files: tuple[AttachmentView, ...]) -> MessageView:
    is_hidden = _is_hidden(row, reader)
    return MessageView(
        id=row.pk,
        organisation=row.organisation.slug if row.organisation else "",
        labels=_signed_by(row),
        author=name_here(row.author),
        author_id=row.author_id,
        body="" if is_hidden else row.body,
        written_at=row.written_at,
        is_private=row.side_id is not None,
        is_withdrawn=row.withdrawn_at is not None,
        is_hidden=is_hidden,
        attachments=files,
    )


def _signed_by(row: Message) -> Labels:
    """Who speaks: a party, or the standing committee whose decision came back."""
    committee = row.referral.corridor.standing_committee if row.referral else None
    if committee is not None:
        return committee.labels
    return row.organisation.labels if row.organisation else NOTHING


def appointments_of(case_id: int, *, at: datetime) -> tuple[AppointmentView, ...]:
    """The meetings arranged in a case, in order of time."""
    rows = Appointment.objects.filter(case=case_id).select_related(
        "side__institution", "proposed_by"
    )
    return tuple(
        AppointmentView(
            id=row.pk,
            institution=row.side.institution.slug,
            labels=row.side.institution.labels,
            starts_at=row.starts_at,
            mode=row.mode,
            mode_label=row.get_mode_display(),
            place=row.place,
            status=row.status,
            status_label=row.get_status_display(),
            proposed_by=row.proposed_by.slug,
            note=row.note,
            is_past=row.starts_at <= at,
        )
        for row in rows.order_by("starts_at", "pk")
    )


def proposals_of(case: Case, *, is_redacted: bool) -> tuple[ProposalView, ...]:
    """The terms put forward in a case, in order; the company's are those of no side."""
    rows = Proposal.objects.filter(case=case).select_related("side__institution")
    return tuple(
        ProposalView(
            id=row.pk,
            proposer=row.side.institution.slug if row.side else case.company.slug,
            labels=row.side.institution.labels if row.side else case.company.labels,
            terms="" if is_redacted else row.terms,
            status=row.status,
            status_label=row.get_status_display(),
            reason="" if is_redacted else row.reason,
            answers_id=row.answers_id,
            made_at=row.made_at,
            settled_at=row.settled_at,
            due_on=row.due_on,
            accepted=tuple(row.accepted_by),
        )
        for row in rows.order_by("made_at", "pk")
    )


def agreements_of(case_id: int, *, is_redacted: bool) -> tuple[AgreementView, ...]:
    """The agreements of a case and the turns to sign them."""
    found = Agreement.objects.filter(case=case_id).select_related("dropped_by", "proposal")
    rows = list(found.order_by("drawn_at", "pk"))
    turns: dict[int, list[SignatureView]] = defaultdict(list)
    signatures = AgreementSignature.objects.filter(agreement__in=[row.pk for row in rows])
    for item in signatures.select_related("organisation", "user").order_by("pk"):
        turns[item.agreement_id].append(
            SignatureView(
                organisation=item.organisation.slug,
                labels=item.organisation.labels,
                person=name_here(item.user),
                capacity=item.capacity,
                signed_at=item.signed_at,
            )
        )
    return tuple(
        AgreementView(
            id=row.pk,
            proposal_id=row.proposal_id,
            text="" if is_redacted else row.text,
            sha256=row.sha256,
            drawn_at=row.drawn_at,
            concluded_at=row.concluded_at,
            signatures=tuple(turns[row.pk]),
            dropped_at=row.dropped_at,
            dropped_by=row.dropped_by.labels if row.dropped_by else NOTHING,
            dropped_why="" if is_redacted else row.dropped_why,
            is_answering=row.proposal.answers_id is not None,
            due_on=row.due_on,
        )
        for row in rows
    )

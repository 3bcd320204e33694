"""The reads of accounts: people, the installation, the journal and its verification."""

from __future__ import annotations

from mithaq.apps.accounts.queries.heads import (
    AuditHead,
    LastSeal,
    exported_head,
    exported_heads,
    head_file,
    last_seal,
)
from mithaq.apps.accounts.queries.lines import (
    AuditLineDetail,
    Change,
    audit_actions,
    audit_line,
    audit_lines,
    audit_lines_matching,
    audit_lines_of,
    audit_object_types,
    error_report,
    error_reports,
    journal_version,
)
from mithaq.apps.accounts.queries.people import (
    Person,
    fictitious_user,
    fictitious_usernames,
    installation_kind,
    is_demo,
    person_of_key,
    user_by_username,
    users,
)
from mithaq.apps.accounts.queries.verification import (
    AuditFinding,
    AuditVerification,
    FindingKind,
    sealed_line_count,
    unsealed_line_count,
    verify_audit,
)

__all__ = [
    "AuditFinding",
    "AuditHead",
    "AuditLineDetail",
    "AuditVerification",
    "Change",
    "FindingKind",
    "LastSeal",
    "Person",
    "audit_actions",
    "audit_line",
    "audit_lines",
    "audit_lines_matching",
    "audit_lines_of",
    "audit_object_types",
    "error_report",
    "error_reports",
    "exported_head",
    "exported_heads",
    "fictitious_user",
    "fictitious_usernames",
    "head_file",
    "installation_kind",
    "is_demo",
    "journal_version",
    "last_seal",
    "person_of_key",
    "sealed_line_count",
    "unsealed_line_count",
    "user_by_username",
    "users",
    "verify_audit",
]

"""Addresses of what is followed."""

from __future__ import annotations

from django.urls import path

from mithaq.web.following import acting, alarms, calendars, commitment, feeds, matrix, notices, owed
from mithaq.web.shell.public_pages import public_page

ONE = "conventions/<str:reference>/engagements/<int:number>"

urlpatterns = [
    path(f"{ONE}/", public_page(commitment.commitment), name="commitment"),
    path(f"{ONE}/avancement/", acting.report, name="commitment_report"),
    path(f"{ONE}/responsable/", acting.owner, name="commitment_owner"),
    path(f"{ONE}/avancement/<int:report>/piece/", acting.evidence, name="commitment_evidence"),
    path("engagements/", owed.MyCommitments.as_view(), name="my_commitments"),
    path(
        "organisations/<slug:slug>/engagements/",
        public_page(owed.OwedByOrganisation.as_view()),
        name="organisation_commitments",
    ),
    path(
        "conventions/<str:reference>/responsabilites/",
        public_page(matrix.Matrix.as_view()),
        name="responsibilities",
    ),
    path("calendrier/", public_page(calendars.month), name="calendar"),
    path("calendrier/liste/", public_page(calendars.CalendarList.as_view()), name="calendar_list"),
    path("calendrier/abonnement/", feeds.subscription, name="calendar_feed"),
    path("calendrier/agenda/<str:token>.ics", feeds.personal, name="calendar_personal"),
    path("conventions/<str:reference>/echeances.ics", feeds.convention, name="convention_calendar"),
    path(
        "organisations/<slug:slug>/echeances.ics", feeds.organisation, name="organisation_calendar"
    ),
    path("avis/", notices.notices, name="notices"),
    path("avis/<uuid:public_id>/", notices.notice, name="notice"),
    path("alertes/", alarms.Alarms.as_view(), name="alarms"),
    path("alertes/<path:key>/", alarms.alarm, name="alarm"),
]

from __future__ import annotations

from django.urls import path

from . import journal, leaving, partner, paying, prepare, record, shelf

HOME = "m/<slug:member>"

urlpatterns = [
    path(f"{HOME}/prepare", prepare.prepare),
    path(f"{HOME}/prepare/<slug:subject>", prepare.subject),
    path(f"{HOME}/record", record.record),
    path(f"{HOME}/record/erase", record.erase),
    path(f"{HOME}/record/objects", record.objects),
    path(f"{HOME}/organiser", paying.paying),
    path(f"{HOME}/leave", leaving.leaving),
    path(f"{HOME}/leave/export", leaving.export),
    path(f"{HOME}/journal", journal.journal),
    path(f"{HOME}/partner", partner.partner),
    path(f"{HOME}/shelf", shelf.shelf),
    path(f"{HOME}/journal.<slug:form>", journal.download),
]

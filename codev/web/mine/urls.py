from __future__ import annotations

from django.urls import path

from . import prepare

HOME = "m/<slug:member>"

urlpatterns = [
    path(f"{HOME}/prepare", prepare.prepare),
    path(f"{HOME}/prepare/<slug:subject>", prepare.subject),
]

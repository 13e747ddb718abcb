from __future__ import annotations

from django.urls import path

from . import home

HOME = "m/<slug:member>"

urlpatterns = [
    path(HOME, home.home),
    path(f"{HOME}/language", home.language),
]

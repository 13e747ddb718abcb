"""The addresses of the wall and of the porch; the live wall's own stand in codev.web.wall.live."""

from __future__ import annotations

from django.urls import path

from . import joining, screen

urlpatterns = [
    path("wall", screen.wall),
    path("wall/waiting", screen.waiting),
    path("join", joining.code),
    path("join/<slug:code>", joining.join),
]

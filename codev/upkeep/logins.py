"""Logins whose time is over go: their rows would stay for good."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session


def forget_expired(now: datetime) -> None:
    Session.objects.filter(expire_date__lt=now).delete()

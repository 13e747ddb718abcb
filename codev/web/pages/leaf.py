"""A page: one template, in one language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from codev.phrases import tag

from ..languages import of_visitor


def leaf(request: HttpRequest, name: str, language: str = "", status: int = 200, **context: Any) -> HttpResponse:
    language = language or of_visitor(request)
    return render(request, f"pages/{name}.html", {"language": language, "lang": tag(language), **context}, status=status)

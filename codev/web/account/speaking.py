"""The pages of django-allauth in our own voice: each speaks the visitor's language, and says 422 where a form was not taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import translation

from codev.phrases import tag

from ..languages import OFFERED, of_visitor
from ..pages.leaf import leaf

View = Callable[..., HttpResponseBase]


def words_for(request: HttpRequest) -> dict[str, Any]:
    """For templates that nobody has told a language: a page of ours tells its own, which comes first."""
    language = of_visitor(request)
    return {
        "language": language,
        "lang": tag(language),
        "languages": OFFERED,
        "organisation": settings.CODEV_ORGANISATION,
        "mail": settings.CODEV_POST,
    }


def spoken(view: View) -> View:
    @wraps(view)
    def in_her_language(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(of_visitor(request)):
            answer = view(request, *args, **kwargs)
            if isinstance(answer, SimpleTemplateResponse):
                form = (answer.context_data or {}).get("form")
                if request.method == "POST" and form is not None and not form.is_valid():
                    answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
                answer.render()
        return answer

    return in_her_language


def by_mail(view: View) -> View:
    """What needs a mail server says so where there is none."""

    @wraps(view)
    def where_mail_leaves(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.CODEV_POST is None and request.method == "POST":
            return leaf(request, "no_mail", status=HTTPStatus.SERVICE_UNAVAILABLE)
        return view(request, *args, **kwargs)

    return where_mail_leaves

"""Styles come straight from the tree, whole, and to nobody else's pages."""

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client


def style() -> HttpResponse:
    found = sorted(path for finder in finders.get_finders() for path, _ in finder.list(None) if path.endswith(".css"))
    return Client().get(f"/static/{found[0]}")


def test_a_style_sheet_is_served_without_a_build_step() -> None:
    answer = style()
    assert (answer.status_code, answer["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    assert len(answer.content) == int(answer["Content-Length"]) > 0


def test_a_style_sheet_is_asked_for_again_by_its_date() -> None:
    first = style()
    again = Client().get(first.wsgi_request.path, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, again.content) == (304, b"")


def test_no_other_site_may_read_it() -> None:
    assert "Access-Control-Allow-Origin" not in style()

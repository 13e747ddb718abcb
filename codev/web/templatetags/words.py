"""{% say "door.enter" %}, {% refuse refusal %}: the words of the page's own `language`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from codev.phrases import refusal_words
from codev.phrases import say as said
from codev.protocol import Refusal

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Mapping[str, Any], key: str, **params: object) -> str:
    return said(key, context["language"], **params)


@register.simple_tag(takes_context=True)
def refuse(context: Mapping[str, Any], refusal: Refusal) -> str:
    return refusal_words(refusal, context["language"])


@register.simple_tag(takes_context=True)
def sheet_name(context: Mapping[str, Any], name: str) -> str:
    """What a sheet to print is called."""
    return said(f"sheets.{name}.name", context["language"])


@register.simple_tag(takes_context=True)
def sheet_for(context: Mapping[str, Any], name: str) -> str:
    """Whom it is for."""
    return said(f"sheets.{name}.for", context["language"])


@register.simple_tag(takes_context=True)
def paper_name(context: Mapping[str, Any], name: str) -> str:
    return said(f"sheets.paper_named.{name}", context["language"])


@register.simple_tag(takes_context=True)
def tongue_name(context: Mapping[str, Any], name: str) -> str:
    return said(f"sheets.tongue.in-{name}", context["language"])

"""{% awake %}: the script that stands in the page itself."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from codev.web.awake import SCRIPT

register = template.Library()


@register.simple_tag
def awake() -> SafeString:
    return SafeString(f"<script>{SCRIPT}</script>")

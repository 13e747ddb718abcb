"""Time passes: what lies ahead comes nearer by so many minutes, then upkeep has its tick. `CODEV_DATA=… python -m tests.browser.later 1440`

Every instant that stands in the tables moves back, so that the server, its pages and the mails all find the same new day.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta


def main(minutes: int) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codev.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db.models import F
    from django.utils import timezone

    from codev.groups.models import Due, PlannedSession
    from codev.upkeep.jobs import jobs
    from codev.upkeep.ticking import tick

    by = timedelta(minutes=minutes)
    PlannedSession.objects.update(start=F("start") - by, dated=F("dated") - by)
    Due.objects.update(at=F("at") - by, until=F("until") - by, changed=F("changed") - by)
    return 0 if tick(timezone.now(), jobs(settings.CODEV_POST, settings.CODEV_URL)) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))

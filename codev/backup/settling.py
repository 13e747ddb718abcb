"""python -m codev.backup.settling: brings the databases of CODEV_DATA up to date, and ends in them what was erased since (C3)."""

from __future__ import annotations

import sys


def settle() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    refuse_newer()
    call_command("migrate", interactive=False, verbosity=0)
    forget_erased()


def refuse_newer() -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    unknown = [f"{app}.{name}" for app, name in (loader.applied_migrations or ()) if (app, name) not in loader.disk_migrations]
    if unknown:
        sys.exit(f"A newer codev wrote this: {', '.join(sorted(unknown))}")


def forget_erased() -> None:
    """A group whose key is destroyed is gone; a session is erased once all its rooms are; a member without a key had her own erased."""
    from django.db import connections

    from codev.groups import audit, retention
    from codev.groups.founding import part
    from codev.groups.models import Group, Member, PlannedSession
    from codev.groups.sealed import vault
    from codev.groups.tables import room_of
    from codev.rooms.states import own_stream, session_stream

    gone = {owner for owner, alive in vault().owners().items() if not alive}
    for session in PlannedSession.objects.exclude(state=PlannedSession.ERASED):
        if all(session_stream(room_of(session.pk, run)) in gone for run in range(1, session.runs + 1)):
            PlannedSession.objects.filter(pk=session.pk).update(state=PlannedSession.ERASED)
    for group in Group.objects.all():
        if group.owner in gone:
            retention.end_group(group)
    for member in Member.objects.values_list("pk", flat=True):
        if own_stream(member) in gone:
            part(member)
            retention.blot(member, audit.CODEV)
    vault().close()
    connections.close_all()


if __name__ == "__main__":
    settle()

"""python -m tests.leaks.seed: a group of its own in CODEV_DATA, with a session that begins now. Prints who has which link, as JSON."""

import json
import sys

import django

NAMES = ("Odile", "Ines", "Malik", "Rose", "Sami")


def main():
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from codev.groups import due
    from codev.groups.founding import add, found
    from codev.groups.planning import plan_session
    from codev.people import links

    call_command("migrate", interactive=False, verbosity=0)
    group = found("MARK-group-name", purpose="MARK-purpose", video="https://video.example/MARK-video", language="en")
    people = {
        name: add(
            group,
            f"{name} MARK-name-{name}",
            address=f"mark-{name.lower()}@example.org",
            is_facilitator=name == "Odile",
            is_peer=name != "Odile",
        )
        for name in NAMES
    }
    session = plan_session(group, start=timezone.now(), zone="Europe/Paris", format_name="ninety")
    for member in people.values():
        due.owe(member, "invitation", "link:1")
    made = {name: {"member": row.pk, "link": links.current(row.pk)} for name, row in people.items()}
    json.dump({"group": group.pk, "session": session.pk, "people": made}, sys.stdout)


if __name__ == "__main__":
    main()

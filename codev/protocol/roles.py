"""Who someone is in a session, and what a role is called in a format."""

from __future__ import annotations

FACILITATOR = "facilitator"
CLIENT = "client"
CONSULTANT = "consultant"
OBSERVER = "observer"

# How a format may speak of people before there is a client, or beside their role.
EVERYONE = "everyone"  # every member but the one who facilitates today (B12) and observers
PROPOSED = "proposed"  # the person whose subject is proposed (S9)
LAST_CLIENT = "last_client"  # the client of the session before, who tells the follow-up (S5)

WALL = "*wall*"
"""Looks where a member would, and has no rights: no member is called so. Whether a wall may look is its own door's to say."""

ROLES = (FACILITATOR, CLIENT, CONSULTANT, OBSERVER)
AUDIENCES = (*ROLES, EVERYONE, PROPOSED, LAST_CLIENT)

SEATS_AT_A_TABLE = 9  # B1: members of one session, the facilitator on top
FEWEST_PRESENT = 4  # P13: members present, client included, facilitator not counted

"""Groups, their members, cycles and planned sessions. `codev.groups.access` is the door: nobody else offers a session."""

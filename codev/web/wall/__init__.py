"""The wall that a room looks at, and the ways to join from it."""

"""What is done in a session: commands, the facts that follow, and what becomes of each slice of the state."""

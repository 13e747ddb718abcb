"""What is one's own: preparation, journal, follow-up, leaving."""

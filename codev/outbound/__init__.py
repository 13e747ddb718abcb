"""What leaves the house: mails, calendars, printed sheets. Plain values in; no database, no pages."""

"""The group's life: home, founding, people, charter, dates, settings."""

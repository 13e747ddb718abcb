"""A whole cycle: its dates, and who might be the next client. Pure, like all the rules."""

"""What happens without a click: what is due is sent, what was kept long enough is erased."""

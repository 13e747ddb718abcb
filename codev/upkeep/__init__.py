"""What happens without a click: what is due is looked for and sent, a round each minute; what was kept long enough is erased."""

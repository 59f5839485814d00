"""Fonts, icons and translations that travel with the program."""

"""Dialogs: each gives back a value and changes nothing itself."""

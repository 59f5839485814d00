"""Plug-ins: what they say of themselves, how they are found, and what they are given."""

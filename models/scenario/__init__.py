"""Edits, histories and named scenarios."""

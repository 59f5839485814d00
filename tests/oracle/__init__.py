"""Slow twins of the fast code: plain, obvious, and compared with it by hypothesis."""

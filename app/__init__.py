"""Wiring: start-up, main window, actions, jobs, settings, command line."""

__version__ = "0.1.0"

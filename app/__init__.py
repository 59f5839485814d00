"""Wiring: start-up, main window, actions, jobs, settings, command line."""

__version__ = "0.2.0"

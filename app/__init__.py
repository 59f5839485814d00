"""Wiring: start-up, main window, actions, jobs, settings, command line."""

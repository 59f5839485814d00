"""The commands that run without a window; each module adds its parser and has a `run`."""

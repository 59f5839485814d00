"""The import assistant: from files on the desktop to a project, in four steps."""

"""The project file: one SQLite file that holds everything."""

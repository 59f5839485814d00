"""The embedded example region and its sources."""

"""Results as JSON, sentences and tables."""

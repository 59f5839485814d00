"""The planners' terms as values: practices, places, rules, texts and errors."""

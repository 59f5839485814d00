"""What an edit breaks and what it mends: rule by rule, from the results before and after it."""

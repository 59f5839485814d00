"""Who is nearest to whom, who has a choice, and where lists go when a practice closes."""

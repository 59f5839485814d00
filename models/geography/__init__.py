"""Land, areas, inhabited squares and place names."""

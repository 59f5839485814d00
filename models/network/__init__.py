"""Road and land networks: reading, contracting, joining points, shortest paths."""

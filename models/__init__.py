"""What is true: domain, geography, network, allocation, scenarios. Knows no Qt."""

"""What is claimed to be fast, measured against what a planner would use instead."""

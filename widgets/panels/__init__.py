"""What stands left and right of the map: figures shown, wishes reported."""

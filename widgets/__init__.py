"""What the planner sees and touches: map, layers, panels, dialogs, PDF painting."""

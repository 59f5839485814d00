"""Access scores, as a plug-in: described in `plugin.json`, worked out in `scores`."""

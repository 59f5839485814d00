"""The map on screen: layers over a camera, what the mouse does, and the wishes it reports."""

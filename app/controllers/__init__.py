"""Between the desk and the frame: each controller knows one corner of the window."""

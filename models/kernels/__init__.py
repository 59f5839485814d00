"""Machine code for the searches, and what does their work until it is there."""

"""The stages that build the embedded example region; `data/build_example.py` runs them."""

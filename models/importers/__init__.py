"""Reading registers, lists, squares, areas and roads, and saying what is wrong with them."""

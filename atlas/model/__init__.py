"""The atlas and its poles as checked values, and the order and words of their names."""

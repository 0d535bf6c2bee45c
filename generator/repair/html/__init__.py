"""HTML becomes lines: tokens with their places in the source, a tree told by events, and the blocks that a reader would see."""

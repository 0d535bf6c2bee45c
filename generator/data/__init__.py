"""Authority files, and tables that more than one part of the house reads."""

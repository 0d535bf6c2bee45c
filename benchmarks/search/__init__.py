"""How exact, small and quick search is in a browser, on made archives of any size, and beside Pagefind."""

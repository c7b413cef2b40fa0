"""One thin module for each group of LSP methods."""

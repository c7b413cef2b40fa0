"""Completion: what could be written where the cursor stands."""

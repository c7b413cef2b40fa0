"""A reference -> where it leads, the proof that it leads nowhere, or why nobody can tell."""

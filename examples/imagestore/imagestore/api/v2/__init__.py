"""Version 2 of the API."""

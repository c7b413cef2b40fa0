"""Files, environments and settings tied into one frozen view."""

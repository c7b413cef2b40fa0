"""Paste Deploy's own rules."""

"""Entryway: the strings that start Python programs, made code."""

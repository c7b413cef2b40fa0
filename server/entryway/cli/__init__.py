"""The features, printed."""

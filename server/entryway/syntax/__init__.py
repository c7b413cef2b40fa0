"""Text to trees with exact ranges: parsers that answer for any text and never raise."""

"""The page itself: template, style, scripts and data in one file."""

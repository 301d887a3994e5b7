"""The text of a report: lines, blocks, sections and passages with stable names."""

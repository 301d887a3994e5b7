"""What a machine can prove of a translation: sentences, figures, dates and names."""

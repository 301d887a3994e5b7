"""The library of questions: their files, their parameters, and pages made of them."""

"""The hand-written encoding: what each passage asserts, and what other documents do."""

"""Finding and comparing law: search, and two profiles side by side."""

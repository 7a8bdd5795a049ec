"""Text to plain data with positions, and problems that point at their place."""

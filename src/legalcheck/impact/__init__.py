"""What an edit of the law changes, and for whom."""

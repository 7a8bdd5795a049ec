"""The case book: drafts with what they are to come to, and whether they do."""

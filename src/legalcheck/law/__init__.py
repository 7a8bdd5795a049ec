"""The law: where its files are, how they are read and checked, and what is in force on a day."""

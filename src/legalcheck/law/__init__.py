"""The law: profiles as statements, and what is in force on a day."""

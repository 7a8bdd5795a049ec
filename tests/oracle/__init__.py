"""The specification of the rule language as a program, and random cases to hold the engine to it."""

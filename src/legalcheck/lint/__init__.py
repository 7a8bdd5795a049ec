"""Checks of what people write: profiles, rules, drafts and scenarios, beyond what makes a file readable."""

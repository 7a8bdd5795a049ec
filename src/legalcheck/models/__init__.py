"""Checked models (pydantic) of everything that is read or returned: draft, jurisdiction, instrument, provider, rule, result."""

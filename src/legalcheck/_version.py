"""The version of legalcheck."""

__version__ = "0.1.0"

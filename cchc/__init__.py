"""cchc: the promises of a yearly administrative-reform plan, kept in one file."""

__version__ = "0.2.0"

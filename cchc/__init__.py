"""cchc: the promises of a yearly administrative-reform plan, kept in one file."""

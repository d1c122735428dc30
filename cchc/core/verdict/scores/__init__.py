"""The score sheet of an index: points out of figures, columns, sums (SEMANTICS 14)."""

"""Figures and verdicts as sentences and cells: one grammar for every reader."""

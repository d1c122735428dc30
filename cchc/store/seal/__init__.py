"""The seal of the book: its chain, the code that papers carry, the proof of both."""

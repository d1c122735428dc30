"""What a ledger holds, as text: its tables by version, the document of a plan."""

"""The door of the program."""


def run() -> None:
    """Run the command line of this process."""

"""`python -m cchc`."""

from cchc.cli.main import run

if __name__ == "__main__":
    run()

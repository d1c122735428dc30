"""`python -m cchc`."""

from cchc.main import run

if __name__ == "__main__":
    run()

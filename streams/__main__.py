"""``python -m streams``: the same as ``ittiham``."""

from streams.cli import main

if __name__ == "__main__":
    main(prog_name="ittiham")

"""The tests of Ittiham."""

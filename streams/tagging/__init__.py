"""Rules that tag actors and accusations in segmented sentences."""

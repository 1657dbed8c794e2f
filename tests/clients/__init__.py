"""Programs that nobody here wrote, on what Ittiham publishes: `make test-clients`."""

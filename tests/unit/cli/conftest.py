"""Commands under test see the settings of the test, not those of whoever runs it."""

import pytest


@pytest.fixture(autouse=True)
def only_the_settings_of_the_test(no_settings_from_outside: None) -> None:
    """For every command."""

"""`ittiham settings`."""

import json

import pytest
from click.testing import CliRunner

from streams.cli import main
from streams.settings import PREFIX, Settings


def test_the_table_has_every_setting_with_its_value_source_and_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITTIHAM_WEB_PORT", "8080")
    lines = CliRunner().invoke(main, ["settings"]).output.splitlines()
    assert lines[0].split() == ["setting", "value", "source", "meaning"]
    assert [line.split()[0] for line in lines[1:]] == [PREFIX + name.upper() for name in Settings.model_fields]
    (line,) = [line for line in lines if line.startswith("ITTIHAM_WEB_PORT")]
    assert line.split(maxsplit=3)[1:3] == ["8080", "environment"]
    assert line.rstrip().endswith(Settings.model_fields["web_port"].description or "?")


def test_as_json_it_is_one_object_a_setting_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITTIHAM_SASL_PASSWORD", "hunter2")
    output = CliRunner().invoke(main, ["settings", "--json"]).output
    rows = {row["name"]: row for row in map(json.loads, output.splitlines())}
    assert set(rows) == {PREFIX + name.upper() for name in Settings.model_fields}
    assert rows["ITTIHAM_SASL_PASSWORD"] == {
        "name": "ITTIHAM_SASL_PASSWORD",
        "value": "********",
        "source": "environment",
        "meaning": "SASL password.",
    }
    assert "hunter2" not in output

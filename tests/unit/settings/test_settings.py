"""The settings: where a value comes from, which go together, and what is said of a wrong one."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from streams.settings import PREFIX, Settings
from streams.settings.report import SettingsError, load_settings, report, unknown_names

pytestmark = pytest.mark.usefixtures("no_settings_from_outside")


def complaint(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name.upper(), value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return str(caught.value)


def test_every_setting_has_a_meaning_and_an_example_that_is_a_value_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    together = {"sasl_username": "u", "sasl_password": "p", "farasa_jar": "j"}
    for name, field in Settings.model_fields.items():
        assert (field.description or "").endswith("."), name
        (example,) = field.examples or []
        if not name.endswith("password_file"):  # those have to exist
            Settings(**(together | {name: example}))


def test_the_environment_goes_before_the_file_and_that_before_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ITTIHAM_WEB_PORT=1\nITTIHAM_BATCH_SIZE=2\n")
    monkeypatch.setenv("ITTIHAM_WEB_PORT", "3")
    settings = load_settings()
    assert (settings.web_port, settings.batch_size, settings.partitions) == (3, 2, 6)
    sources = {row.name: row.source for row in report(settings)}
    assert [sources[f"ITTIHAM_{name}"] for name in ("WEB_PORT", "BATCH_SIZE", "PARTITIONS")] == [
        "environment",
        ".env",
        "default",
    ]


@pytest.mark.parametrize(
    ("given", "value"), [("a:1, b:2", "a:1,b:2"), ("kafka", "kafka"), ("[::1]:9092", "[::1]:9092")]
)
def test_brokers_are_hosts_with_ports(monkeypatch: pytest.MonkeyPatch, given: str, value: str) -> None:
    monkeypatch.setenv("ITTIHAM_BOOTSTRAP_SERVERS", given)
    assert load_settings().bootstrap_servers == value


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITTIHAM_LEXICON_DIRS", "/a,b")
    monkeypatch.setenv("ITTIHAM_METRIC_PAIRS", "RUS-USA, IRN-ISR")
    settings = load_settings()
    assert settings.lexicon_dirs == (Path("/a"), Path("b"))
    assert settings.metric_pairs == (("RUS", "USA"), ("IRN", "ISR"))
    shown = {row.name: row.value for row in report(settings)}
    assert (shown["ITTIHAM_LEXICON_DIRS"], shown["ITTIHAM_METRIC_PAIRS"]) == ("/a,b", "RUS-USA,IRN-ISR")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("web_port", "70000", "a whole number from 1 to 65535, got '70000'"),
        ("web_port", "http", "a whole number from 1 to 65535, got 'http'"),
        ("partitions", "0", "a whole number above 0, got '0'"),
        ("partitions", "1.5", "a whole number above 0, got '1.5'"),
        ("batch_wait", "soon", "a number above 0, got 'soon'"),
        ("batch_wait", "nan", "a number above 0, got 'nan'"),
        ("producer_linger", "-1", "a number of 0 or more, got '-1'"),
        ("min_confidence", "1.01", "a number from 0 to 1, got '1.01'"),
        ("min_confidence", "-0.1", "a number from 0 to 1, got '-0.1'"),
        ("min_confidence", "nan", "a number from 0 to 1, got 'nan'"),
        ("min_confidence", "80%", "a number from 0 to 1, got '80%'"),
        ("idempotent_producer", "maybe", "true or false, got 'maybe'"),
        ("compression", "snappy", "one of none, gzip, lz4, zstd, got 'snappy'"),
        ("log_level", "debug", "one of DEBUG, INFO, WARNING, ERROR, got 'debug'"),
        ("bootstrap_servers", "a:b:c", "host:port, comma-separated, got 'a:b:c'"),
        ("bootstrap_servers", "kafka://a:9092", "host:port, comma-separated, got 'kafka://a:9092'"),
        ("bootstrap_servers", "a:9092,", "host:port, comma-separated, got 'a:9092,'"),
        ("topic_prefix", "my news/", "letters, digits, dots, underscores and hyphens of ASCII, got 'my news/'"),
        ("metric_pairs", "RUS", "pairs of ISO 3166-1 alpha-3 codes such as RUS-USA, got 'RUS'"),
    ],
)
def test_a_wrong_value_is_told_with_what_was_expected_and_an_example(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    field, variable = Settings.model_fields[name], PREFIX + name.upper()
    (example,) = field.examples or []
    said = complaint(monkeypatch, **{name: value})
    assert said == f"{variable}: expected {expected}. {field.description} For example {variable}={example}"


def test_every_wrong_value_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(monkeypatch, web_port="x", batch_size="y").splitlines()
    assert sorted(line.split(":")[0] for line in said) == ["ITTIHAM_BATCH_SIZE", "ITTIHAM_WEB_PORT"]


def test_what_does_not_go_together_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert complaint(monkeypatch, security_protocol="SASL_SSL") == (
        "SASL_SSL needs ITTIHAM_SASL_USERNAME and ITTIHAM_SASL_PASSWORD(_FILE)"
    )


def test_the_official_segmenter_needs_its_jar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "needs ITTIHAM_FARASA_JAR" in complaint(monkeypatch, segmenter="farasapy")


def test_a_secret_may_come_from_a_file_and_is_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2\n")
    monkeypatch.setenv("ITTIHAM_SASL_PASSWORD_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("ITTIHAM_SSL_KEY_PASSWORD", "hunter3")
    settings = load_settings()
    assert settings.sasl_password == SecretStr("hunter2")
    rows = {row.name: row for row in report(settings)}
    password, key_password = rows["ITTIHAM_SASL_PASSWORD"], rows["ITTIHAM_SSL_KEY_PASSWORD"]
    assert (password.value, password.source) == ("********", "ITTIHAM_SASL_PASSWORD_FILE")
    assert (key_password.value, key_password.source) == ("********", "environment")
    assert "hunter" not in repr(settings) + str(rows)


def test_a_secret_that_is_not_set_is_not_masked() -> None:
    assert {row.value for row in report(Settings()) if row.name.endswith("PASSWORD")} == {""}


def test_a_secret_is_not_in_a_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(monkeypatch, sasl_password="hunter2", web_port="x", security_protocol="SASL_SSL")
    assert "ITTIHAM_WEB_PORT" in said
    assert "hunter2" not in said


def test_a_wrong_secret_is_not_shown() -> None:
    # No text is a wrong secret; what is no text can only come from code.
    with pytest.raises(ValidationError) as caught:
        Settings(sasl_password=["hunter2"])  # type: ignore[arg-type] # that is the point
    from streams.settings.report import _explain

    (problem,) = caught.value.errors()
    assert _explain(problem).startswith("ITTIHAM_SASL_PASSWORD: expected text, got a value that is not shown.")


def test_a_secrets_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(monkeypatch, sasl_password_file="/nosuch")
    assert said == "ITTIHAM_SASL_PASSWORD_FILE: No such file or directory: /nosuch"


def test_a_file_that_is_no_text_is_named() -> None:
    Path(".env").write_bytes(b"ITTIHAM_GROUP_ID=\xe3\n")
    with pytest.raises(SettingsError, match=r"\.env: expected UTF-8, got byte 0xe3"):
        load_settings()


def test_a_misspelt_name_is_told_with_the_one_that_was_meant() -> None:
    assert list(
        unknown_names({"ITTIHAM_WEBPORT": "1", "ITTIHAM_TEST_KAFKA": "x", "OTHER": "y", "ITTIHAM_WEB_PORT": "1"})
    ) == ["ITTIHAM_WEBPORT is no setting of ittiham: did you mean ITTIHAM_WEB_PORT?"]


def test_a_name_like_no_other_is_told_too() -> None:
    (said,) = unknown_names({"ITTIHAM_QQQQQQ": ""})
    assert said == "ITTIHAM_QQQQQQ is no setting of ittiham; see `ittiham settings`"


def test_names_in_the_file_are_looked_at_as_well() -> None:
    Path(".env").write_text("ITTIHAM_BATCHSIZE=1\n")
    assert [said.split()[0] for said in unknown_names()] == ["ITTIHAM_BATCHSIZE"]

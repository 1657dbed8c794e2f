"""The command itself: its help, its exit statuses, and that no command in the table is missing."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from streams import __version__
from streams.cli import COMMANDS, main
from tests.worker import free_port


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "streams", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=60, check=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_loads_and_its_help_has_an_example(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    command = main.get_command(click.Context(main), name)
    assert command is not None
    commands = command.commands.values() if isinstance(command, click.Group) else [command]
    assert [sub.name for sub in commands if "Example" not in (sub.help or "")] == []


def test_help_lists_every_command_in_the_order_of_the_table() -> None:
    lines = CliRunner().invoke(main, ["--help"]).output.partition("Commands:")[2].splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert listed == list(COMMANDS)


def test_help_imports_no_command(tmp_path: Path) -> None:
    code = (
        "import sys; from streams.cli import main; main(['--help'], standalone_mode=False); "
        "heavy = {'faust', 'aiokafka', 'rich', 'streams.settings'} & set(sys.modules); "
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_module_runs_as_the_command(tmp_path: Path) -> None:
    result = run("--version", folder=tmp_path)
    assert (result.returncode, result.stdout) == (0, f"ittiham, version {__version__}\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["tale"], "No such command 'tale'. Did you mean 'tail'?"),
        (["deadletters"], "No such command 'deadletters'. Did you mean 'dead-letters'?"),
        (["Enrich"], "No such command 'Enrich'. Did you mean 'enrich'?"),
        (["dead-letters", "reply"], "No such command 'reply'. Did you mean 'replay'?"),
        (["lexicon", "chek"], "No such command 'chek'. Did you mean 'check'?"),
        (["zzz"], "No such command 'zzz'."),
    ],
)
def test_an_unknown_command_is_named_with_the_one_most_like_it(given: list[str], said: str) -> None:
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 2
    assert result.output.endswith(f"Error: {said}\n")


@pytest.mark.parametrize(("value", "coloured"), [("1", False), ("", True)])
def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch, value: str, coloured: bool) -> None:
    monkeypatch.setenv("NO_COLOR", value)

    @click.command()
    def paint() -> None:
        click.secho("red", fg="red")

    monkeypatch.setattr(main, "get_command", lambda _ctx, _name: paint)
    assert ("\x1b[" in CliRunner().invoke(main, ["paint"], color=True).output) == coloured


def test_wrong_settings_end_a_command_with_status_2_and_their_names(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ITTIHAM_WEB_PORT=eighty\nITTIHAM_WEBPORT=80\n")
    result = CliRunner().invoke(main, ["topics"])
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ITTIHAM_WEB_PORT: expected a whole number from 1 to 65535, got 'eighty'.")


def test_a_name_that_is_no_setting_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITTIHAM_WEBPORT", "80")
    result = CliRunner().invoke(main, ["settings", "--json"])
    assert result.exit_code == 0
    assert result.stderr == "Warning: ITTIHAM_WEBPORT is no setting of ittiham: did you mean ITTIHAM_WEB_PORT?\n"


def test_a_name_that_is_like_no_setting_gets_no_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    """The prefix alone is no likeness: ITTIHAM_NOPE was once taken for ITTIHAM_GROUP_ID."""
    monkeypatch.setenv("ITTIHAM_NOPE", "1")
    result = CliRunner().invoke(main, ["settings", "--json"])
    assert result.stderr == "Warning: ITTIHAM_NOPE is no setting of ittiham; see `ittiham settings`\n"


def test_a_broker_that_is_away_is_one_line_that_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITTIHAM_BOOTSTRAP_SERVERS", "127.0.0.1:1")  # a port that nothing listens on
    result = CliRunner().invoke(main, ["tail"])
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: cannot reach Kafka at 127.0.0.1:1 (ITTIHAM_BOOTSTRAP_SERVERS): is it up? "
        "`ittiham broker` starts one for trying things out\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize("output", [[], ["-o", "/dev/full"]])
@pytest.mark.parametrize("command", ["segment", "enrich"])
def test_a_full_disk_is_one_line(command: str, output: list[str], tmp_path: Path) -> None:
    (tmp_path / "lines").write_text('{"id": "1", "text": "نعم"}\n')
    with Path("/dev/full").open("wb") as full:
        arguments = [sys.executable, "-m", "streams", command, "lines", *output]
        result = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (1, "Error: cannot write the output: No space left on device\n")


def test_a_port_that_is_taken_ends_the_worker_with_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("ITTIHAM_WEB_PORT", str(taken.getsockname()[1]))
        result = run("worker", folder=tmp_path)
    assert result.returncode == 1
    assert re.fullmatch(r"\S+ CRITICAL .*: cannot listen on \S+ \(ITTIHAM_WEB_PORT\): .*\n", result.stderr)


def test_an_authority_that_is_not_there_ends_the_worker_with_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in {"SECURITY_PROTOCOL": "SSL", "SSL_CAFILE": "nowhere.crt", "WEB_PORT": str(free_port())}.items():
        monkeypatch.setenv(f"ITTIHAM_{name}", value)
    result = run("worker", folder=tmp_path)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert re.search(r" CRITICAL .*: TLS with Kafka .* see ITTIHAM_SSL_CAFILE", result.stderr)


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    lines = tmp_path / "lines"
    lines.write_text("نعم\n" * 50_000)
    command = f"{sys.executable} -m streams segment {lines} | head -n 1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (141, "نعم\n", "")

"""What a person is told about the settings: each with its value, source and meaning, and what is wrong with them."""

import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError

from streams.settings import ENV_FILE, PREFIX, Settings

__all__ = ["Row", "SettingsError", "load_settings", "report", "unknown_names"]

_MASK = "********"
# For the tests, not for the product.
_FOREIGN = ("TEST_",)


class SettingsError(ValueError):
    """One line for each wrong setting: its name, what was expected, what came, an example."""


@dataclass(frozen=True, slots=True)
class Row:
    """One setting as it stands."""

    name: str
    value: str
    source: str
    """`environment`, `.env` or `default`."""
    meaning: str

    def as_dict(self) -> dict[str, str]:
        """The row as a JSON object."""
        return asdict(self)


def load_settings() -> Settings:
    """The settings of this process. Raises `SettingsError`."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(problem) for problem in error.errors())) from None


def _explain(problem: Any) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    if not problem["loc"]:
        return message
    name = str(problem["loc"][0])
    field = Settings.model_fields[name]
    came = _MASK if "password" in name else repr(problem["input"])
    example = (field.examples or [""])[0]
    variable = PREFIX + name.upper()
    return f"{variable}: {message}; got {came}. {field.description} For example {variable}={example}"


def report(settings: Settings) -> Iterator[Row]:
    """Every setting, in the order of the class."""
    in_file = _upper(dotenv_values(ENV_FILE)) if Path(ENV_FILE).is_file() else {}
    in_environment = _upper(os.environ)
    for name, field in Settings.model_fields.items():
        variable = PREFIX + name.upper()
        source = "environment" if variable in in_environment else ENV_FILE if variable in in_file else "default"
        yield Row(variable, _show(getattr(settings, name)), source, field.description or "")


def _upper(names: Mapping[str, Any]) -> dict[str, Any]:
    return {name.upper(): value for name, value in names.items()}


def _show(value: object) -> str:
    if isinstance(value, SecretStr):
        return _MASK
    if isinstance(value, tuple):
        return ",".join("-".join(part) if isinstance(part, tuple) else str(part) for part in value)
    return "" if value is None else str(value)


def unknown_names(environment: Mapping[str, str]) -> Iterator[str]:
    """A warning for each `ITTIHAM_*` variable that is no setting: most likely a misspelt one."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known and not name.removeprefix(PREFIX).startswith(_FOREIGN):
            near = difflib.get_close_matches(name, known, n=1)
            yield f"{name} is no setting of ittiham" + (
                f": did you mean {near[0]}?" if near else "; see `ittiham settings`"
            )

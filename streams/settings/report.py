"""What a person is told about the settings: each with its value, source and meaning, and what is wrong with them."""

import difflib
import os
import types
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo

from streams.settings import ENV_FILE, PREFIX, Settings

__all__ = ["Row", "SettingsError", "as_variables", "load_settings", "report", "unknown_names"]

_MASK: Final = "********"
_TEST_NAMES: Final = f"{PREFIX}TEST_"
"""Variables for the tests, not for the product."""


class SettingsError(ValueError):
    """One line for each wrong setting: its name, what was expected, what came, its meaning, an example."""


@dataclass(frozen=True, slots=True)
class Row:
    """One setting as it stands."""

    name: str
    value: str
    source: str
    """`environment`, `.env`, `default`, or the name of the variable that named a secret's file."""
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
    except UnicodeDecodeError as error:
        raise SettingsError(f"{ENV_FILE}: expected UTF-8, got byte 0x{error.object[error.start]:02x}") from None


def _explain(problem: Any) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    if not problem["loc"]:
        return message  # several settings that do not go together, or a file: the message names them
    name = str(problem["loc"][0])
    field = Settings.model_fields[name]
    variable = PREFIX + name.upper()
    # A setting with a check of its own says what it expected; what Pydantic says of the others is for programmers.
    wanted = message if problem["type"] == "value_error" else f"expected {_expected(field)}"
    came = "a value that is not shown" if _is_secret(field) else repr(problem["input"])
    return f"{variable}: {wanted}, got {came}. {field.description} For example {variable}={_example(field)}"


def _expected(field: FieldInfo) -> str:
    """The kind of value, in plain words."""
    kind = _kind(field)
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(get_args(kind))
    if kind in (int, float):
        return ("a whole number" if kind is int else "a number") + _range(field)
    words = {bool: "true or false", Path: "a path", SecretStr: "text", str: "text"}
    return words.get(kind, "a comma-separated list")


def _kind(field: FieldInfo) -> Any:
    """The type without its `| None`."""
    kind = field.annotation
    if get_origin(kind) in (types.UnionType, Union):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _range(field: FieldInfo) -> str:
    least = next((limit.ge for limit in field.metadata if isinstance(limit, Ge)), None)
    most = next((limit.le for limit in field.metadata if isinstance(limit, Le)), None)
    above = next((limit.gt for limit in field.metadata if isinstance(limit, Gt)), None)
    if least is not None and most is not None:
        return f" from {least} to {most}"
    if least is not None:
        return f" of {least} or more"
    return "" if above is None else f" above {above}"


def _is_secret(field: FieldInfo) -> bool:
    return _kind(field) is SecretStr


def _example(field: FieldInfo) -> str:
    return str((field.examples or [""])[0])


def report(settings: Settings) -> Iterator[Row]:
    """Every setting, in the order of the class."""
    in_environment, in_file = _upper(os.environ), _file_values()
    given = {name: "environment" for name in in_environment if name.startswith(PREFIX)}
    sources = dict.fromkeys(in_file, ENV_FILE) | given
    for name, field in Settings.model_fields.items():
        variable = PREFIX + name.upper()
        source = sources.get(variable, "default")
        if source == "default" and _is_secret(field) and f"{variable}_FILE" in sources:
            source = f"{variable}_FILE"
        yield Row(variable, _show(getattr(settings, name)), source, field.description or "")


def _file_values() -> dict[str, Any]:
    return _upper(dotenv_values(ENV_FILE)) if Path(ENV_FILE).is_file() else {}


def as_variables(values: Mapping[str, Any]) -> dict[str, str]:
    """Settings by name as the environment has them."""
    return {PREFIX + name.upper(): _show(value) for name, value in values.items()}


def _upper(names: Mapping[str, Any]) -> dict[str, Any]:
    return {name.upper(): value for name, value in names.items()}


def _show(value: object) -> str:
    if isinstance(value, SecretStr):
        return _MASK
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join("-".join(part) if isinstance(part, tuple) else str(part) for part in value)
    return "" if value is None else str(value)


def unknown_names(environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """A warning for each `ITTIHAM_*` name, by default of the environment and .env, that is no setting."""
    known = [name.upper() for name in Settings.model_fields]
    given = _upper(os.environ) | _file_values() if environment is None else _upper(environment)
    for name in sorted(given):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in known and not name.startswith(_TEST_NAMES):
            # Without the prefix, which makes any two of them look alike.
            near = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=1)
            yield f"{name} is no setting of ittiham" + (
                f": did you mean {PREFIX}{near[0]}?" if near else "; see `ittiham settings`"
            )

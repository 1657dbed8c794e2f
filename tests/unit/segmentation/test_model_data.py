"""Reading the model: nothing unpinned is read, only plain data is built, what is stored is never half a model."""

import hashlib
import os
import pickle
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path

import pytest

from streams.segmentation.model import Model
from streams.segmentation.source import PINS, ModelDataError, ModelSource, installed_source, unpickle_plain
from streams.segmentation.store import default_cache_dir, load_model


class Trap:
    """A pickle that runs a command when it is read by `pickle.load`."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch {self.file}",)


def test_a_pickle_that_runs_code_is_refused_and_does_not_run(tmp_path: Path) -> None:
    trap = pickle.dumps(Trap(tmp_path / "sprung"))
    with pytest.raises(ModelDataError, match=r"plain containers, strings and numbers.*posix\.system"):
        unpickle_plain(trap)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("value", [OrderedDict(a=1), 1j, Path()])
def test_other_classes_are_refused(value: object) -> None:
    with pytest.raises(ModelDataError, match="it asks for"):
        unpickle_plain(pickle.dumps(value))


def test_plain_data_is_read() -> None:
    value = {"a": [1, 2.5, True, None], "ب": {"c": ("d",)}}
    assert unpickle_plain(pickle.dumps(value)) == value


@pytest.mark.parametrize("data", [b"", b"no pickle", pickle.dumps({"a": 1})[:-2]])
def test_a_broken_pickle_is_a_clear_error(data: bytes) -> None:
    with pytest.raises(ModelDataError, match="expected a readable pickle"):
        unpickle_plain(data)


def test_a_file_that_is_not_the_pinned_one_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "hmStop").write_bytes(pickle.dumps({"a": 1}))
    with pytest.raises(ModelDataError, match=rf"expected SHA-256 {PINS['hmStop']} of .*hmStop, found [0-9a-f]{{64}}"):
        ModelSource(tmp_path).mapping("hmStop")


def test_a_missing_file_and_a_wrong_shape_are_clear_errors(tmp_path: Path) -> None:
    data = pickle.dumps([1])
    (tmp_path / "list").write_bytes(data)
    source = ModelSource(tmp_path, {"list": hashlib.sha256(data).hexdigest()})
    with pytest.raises(ModelDataError, match=r"cannot read the model file .*hmStop"):
        source.mapping("hmStop")
    with pytest.raises(ModelDataError, match=r"expected a dictionary with text keys in .*list, found list"):
        source.mapping("list")


def test_every_installed_file_is_the_pinned_one() -> None:
    source = installed_source()
    for name in PINS:
        source.read(name)


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_the_stored_model_is_used_without_its_source(model_dir: Path, tmp_path: Path) -> None:
    gone = ModelSource(tmp_path / "gone")
    assert load_model(gone, model_dir).split("واتهمت") == "و+اتهم+ت"


def test_other_pins_want_another_model(model_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelDataError, match="cannot read"):
        load_model(ModelSource(tmp_path, PINS | {"hmStop": "0" * 64}), model_dir)


@pytest.mark.parametrize("damage", ["truncated", "flipped", "empty", "format"])
def test_a_damaged_model_is_not_used(model_dir: Path, tmp_path: Path, damage: str) -> None:
    stored = only_file(model_dir)
    data = bytearray(stored.read_bytes())
    if damage == "flipped":
        data[len(data) // 2] ^= 1
    elif damage == "format":
        data[:4] = b"abcd"
    else:
        del data[0 if damage == "empty" else len(data) - 1 :]
    (tmp_path / stored.name).write_bytes(data)
    with pytest.raises(ModelDataError):
        Model(bytes(data))
    with pytest.raises(ModelDataError, match="cannot read"):  # it goes to the source, which is not there
        load_model(ModelSource(tmp_path / "gone"), tmp_path)


WORKER = """
import sys
from pathlib import Path
from streams.segmentation import store
from streams.segmentation.native import NativeSegmenter
made = Path(sys.argv[1]).read_bytes()  # making it takes seconds; this is about storing it
store.build_model = lambda source: made
sys.stdin.readline()  # until all workers are here
print(ascii(NativeSegmenter(model_dir=Path(sys.argv[2])).segment_text("وسنكتبها").segmented))
"""


def test_workers_that_start_at_once_and_one_that_cannot_write(model_dir: Path, tmp_path: Path) -> None:
    """The last one's folder is in a file, which not even root can write to: it keeps the model in memory."""
    (tmp_path / "file").write_text("")
    shared = tmp_path / "new" / "cache"
    command = [sys.executable, "-c", WORKER, str(only_file(model_dir))]
    workers = [
        subprocess.Popen([*command, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for folder in (shared, shared, shared, tmp_path / "file" / "cache")
    ]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    answers = [worker.communicate(timeout=120)[0].strip() for worker in workers]
    assert answers == [ascii("و+س+نكتب+ها")] * 4
    assert [path.name for path in shared.iterdir()] == [only_file(model_dir).name]
    assert only_file(shared).stat().st_mode & 0o777 == 0o644
    assert only_file(shared).read_bytes() == only_file(model_dir).read_bytes()


def test_where_the_model_is_stored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache_dir() == tmp_path / "ittiham"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_cache_dir() == Path.home() / ".cache" / "ittiham"

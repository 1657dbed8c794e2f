"""PyFarasa and farasapy both install a package `farasa`: both backends work whichever was installed last."""

import importlib.metadata
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
from pathlib import Path
import farasa.segmenter, farasa.__base
from streams.segmentation.native import NativeSegmenter
from streams.segmentation.source import installed_source
assert Path(farasa.segmenter.__file__).is_relative_to({site!r}), farasa.segmenter.__file__
assert installed_source().folder.is_relative_to({site!r})
assert installed_source().read("hmStop")
print(ascii(NativeSegmenter(model_dir=Path({model!r})).segment_text("وسنكتبها").segmented))
"""


def install(name: str, site: Path) -> None:
    """Copy a distribution's files over what is there, as pip does."""
    distribution = importlib.metadata.distribution(name)
    for file in distribution.files or []:
        if file.suffix != ".pyc" and ".." not in file.parts:
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(str(distribution.locate_file(file))), target)


@pytest.mark.parametrize("order", [("PyFarasa", "farasapy"), ("farasapy", "PyFarasa")])
def test_in_either_order(tmp_path: Path, model_dir: Path, order: tuple[str, str]) -> None:
    for name in order:
        install(name, tmp_path)
    code = CODE.format(site=str(tmp_path), model=str(model_dir))
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{code}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ascii("و+س+نكتب+ها")

"""The model is made once for all tests: it takes seconds."""

from pathlib import Path

import pytest

from streams.segmentation.native import NativeSegmenter
from streams.segmentation.source import installed_source
from streams.segmentation.store import load_model


@pytest.fixture(scope="session")
def model_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the compact model."""
    folder = tmp_path_factory.mktemp("model")
    load_model(installed_source(), folder)
    return folder


@pytest.fixture(scope="session")
def shared_segmenter(model_dir: Path) -> NativeSegmenter:
    """For tests that do not look at the cache."""
    return NativeSegmenter(model_dir=model_dir)

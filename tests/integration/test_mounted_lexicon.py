"""A lexicon of one's own without a new image: a mounted folder, for `ittiham enrich`, the worker and Kubernetes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.manifests import Manifests, copy_of_k8s, kustomize
from tests.kafka.client import create_topics, produce, read_count
from tests.worker import WorkerProcess

ARTICLE = {"id": "a1", "text": "اتهم مرصد الميناء الأزرق فرنسا بتأجيج الصراع."}
LOCAL = "[organisation]\nBlue Harbour Observatory | NGO | مرصد الميناء الأزرق\n"
OVERRIDE = "[organisation]\nUnited Nations | NGO | الأمم المتحدة\n"
BROKEN = "[organisation]\nBlue Harbour Observatory | NGO | مرصد الميناء\n\nOther | nonsense | اسم\n"


def mounted(folder: Path, text: str) -> Path:
    """The folder as Kubernetes mounts a ConfigMap: the files are links into a hidden folder, itself behind a link."""
    hidden = folder / "..2026_11_23_01_00_00.123"
    hidden.mkdir(parents=True)
    (hidden / "actors-local.txt").write_text(text)
    (folder / "..data").symlink_to(hidden.name)
    (folder / "actors-local.txt").symlink_to("..data/actors-local.txt")
    return folder


def enrich(article: dict[str, Any], *folders: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"ITTIHAM_LEXICON_DIRS": ",".join(map(str, folders))}
    command = [sys.executable, "-m", "streams", "enrich", "-"]
    line = json.dumps(article)
    return subprocess.run(command, input=line, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def built_in() -> Any:
    return json.loads(enrich(ARTICLE).stdout)


def test_it_adds_to_the_built_in_one(built_in: Any, tmp_path: Path) -> None:
    with_ours = json.loads(enrich(ARTICLE, mounted(tmp_path / "lexicon", LOCAL)).stdout)
    ((accuser,), (accused,)) = (with_ours["accusations"][0][side] for side in ("accusers", "accused"))
    assert (accuser["name"], accuser["cameo"]) == ("Blue Harbour Observatory", "NGO")
    assert accused["country"] == "FRA", "the built-in entries are still there"
    assert "Blue Harbour Observatory" not in {actor["name"] for actor in built_in["actors"]}


def test_it_overrides_the_entry_it_names(tmp_path: Path) -> None:
    article = {"id": "a1", "text": "اتهمت الأمم المتحدة فرنسا بتأجيج الصراع."}

    def united_nations(*folders: Path) -> str:
        (actor,) = [actor for actor in json.loads(enrich(article, *folders).stdout)["actors"] if actor["start"] == 6]
        return str(actor["cameo"])

    assert united_nations() == "IGOUNO"
    assert united_nations(mounted(tmp_path / "lexicon", OVERRIDE)) == "NGO"


def test_its_hash_is_in_every_coder(built_in: Any, tmp_path: Path) -> None:
    first, second = (
        json.loads(enrich(ARTICLE, mounted(tmp_path / name, text)).stdout)["coder"]["lexicon"]
        for name, text in (("first", LOCAL), ("second", OVERRIDE))
    )
    assert len({built_in["coder"]["lexicon"], first, second}) == 3


def test_a_broken_one_stops_the_start_with_file_and_line(tmp_path: Path) -> None:
    folder = mounted(tmp_path / "lexicon", BROKEN)
    complaint = f"{folder / 'actors-local.txt'}:4: expected a CAMEO code"
    done = enrich(ARTICLE, folder)
    assert done.returncode == 1
    assert complaint in done.stderr
    # No broker is there, and none is needed: it stops before it connects.
    worker = WorkerProcess("127.0.0.1:1", "x-", tmp_path, wait=False, lexicon_dirs=folder)
    with worker:
        assert worker.wait(60) == 1
    assert complaint in worker.log()
    assert "Traceback" not in worker.log()


def test_a_folder_that_is_not_there_stops_the_start_too(tmp_path: Path) -> None:
    """A forgotten mount must not quietly be the built-in lexicon."""
    folder = tmp_path / "forgotten"
    done = enrich(ARTICLE, folder)
    assert done.returncode == 1
    assert str(folder) in done.stderr
    assert "Traceback" not in done.stderr


def test_the_worker_codes_with_it_and_says_so(kafka: str, topic_prefix: str, tmp_path: Path) -> None:
    names = ("articles.raw", "articles.enriched", "accusations", "articles.dead-letter")
    create_topics(kafka, {f"{topic_prefix}{name}": 1 for name in names})
    folder = mounted(tmp_path / "lexicon", LOCAL)
    with WorkerProcess(kafka, topic_prefix, tmp_path, lexicon_dirs=folder) as worker:
        produce(kafka, f"{topic_prefix}articles.raw", [(b"a1", json.dumps(ARTICLE).encode())])
        (record,) = read_count(kafka, f"{topic_prefix}accusations", 1)
        coder = json.loads(record.value or b"")["coder"]
        labels = {name: coder[name] for name in ("version", "segmenter", "lexicon")}
        assert worker.metric("ittiham_build_info", **labels) == 1
    assert json.loads(record.value or b"")["accusers"][0]["name"] == "Blue Harbour Observatory"
    assert coder == json.loads(enrich(ARTICLE, folder).stdout)["coder"]


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """Production with the component, and the component's folder to change."""
    k8s = copy_of_k8s(tmp_path)
    file = k8s / "overlays" / "production" / "kustomization.yaml"
    text = yaml.safe_load(file.read_text()) | {"components": ["../../components/lexicon"]}
    file.write_text(yaml.safe_dump(text))
    return k8s


def test_kubernetes_mounts_it(overlay: Path) -> None:
    manifests = Manifests("production", tuple(kustomize(overlay / "overlays" / "production")))
    folder = manifests.settings["ITTIHAM_LEXICON_DIRS"]
    (mount,) = [mount for mount in manifests.container["volumeMounts"] if mount["mountPath"] == folder]
    (volume,) = [volume for volume in manifests.pod["spec"]["volumes"] if volume["name"] == mount["name"]]
    data = manifests.one("ConfigMap", volume["configMap"]["name"])["data"]
    folder_like_it = overlay / "example"
    folder_like_it.mkdir()
    for name, text in data.items():
        (folder_like_it / name).write_text(text)
    assert enrich(ARTICLE, folder_like_it).returncode == 0, "the example in the component is a lexicon"


def test_a_changed_lexicon_rolls_the_workers(overlay: Path) -> None:
    def pod() -> Any:
        return Manifests("production", tuple(kustomize(overlay / "overlays" / "production"))).pod

    before = pod()
    assert pod() == before
    (overlay / "components" / "lexicon" / "actors-local.txt").write_text(LOCAL)
    assert pod() != before

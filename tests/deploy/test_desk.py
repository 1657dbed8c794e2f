"""The component of the desk: fits its schemas and the cluster it is added to, and runs contained."""

from typing import Any

import pytest
import yaml

from streams.settings import Settings
from streams.settings.report import unknown_names
from tests.deploy.manifests import Manifests, env_file, kustomize
from tests.deploy.test_restricted import violations
from tests.deploy.test_schemas import problems
from tests.tools import ROOT

COMPONENT = ROOT / "k8s" / "components" / "desk"
SETTINGS = env_file(COMPONENT / "desk.env")


@pytest.fixture(scope="module")
def manifests(tmp_path_factory: pytest.TempPathFactory) -> Manifests:
    """The production overlay with the component added, as a user would; kustomize wants it inside of the repository."""
    folder = ROOT / "build" / tmp_path_factory.mktemp("desk-overlay").name
    folder.mkdir(parents=True, exist_ok=True)
    up = "../../k8s"
    wanted = {
        "resources": [f"{up}/overlays/production"],
        "components": [f"{up}/components/desk"],
        "namespace": "ittiham",
    }
    (folder / "kustomization.yaml").write_text(yaml.safe_dump(wanted))
    return Manifests("desk", tuple(kustomize(folder)))


def test_every_object_fits_its_schema(manifests: Manifests) -> None:
    found = {f"{item['kind']}/{item['metadata']['name']}": problems(item) for item in manifests.objects}
    assert {name: text for name, text in found.items() if text} == {}
    assert {"Deployment/ittiham-desk", "StatefulSet/ittiham-desk-database", "KafkaUser/ittiham-desk"} <= set(found)
    example = yaml.safe_load((COMPONENT / "ingress-example.yaml").read_text())
    assert problems(example) == []


def test_its_pods_are_restricted(manifests: Manifests) -> None:
    for kind, name in (("Deployment", "ittiham-desk"), ("StatefulSet", "ittiham-desk-database")):
        pod = manifests.one(kind, name)["spec"]["template"]["spec"]
        assert list(violations(pod)) == []
        (container,) = pod["containers"]
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert {mount["name"] for mount in container["volumeMounts"]} <= {
            volume["name"] for volume in [*pod["volumes"], {"name": "data"}]
        }


def test_whatever_selects_the_desk_finds_it(manifests: Manifests) -> None:
    labels = manifests.one("Deployment", "ittiham-desk")["spec"]["template"]["metadata"]["labels"]
    for selector in (
        manifests.one("Service", "ittiham-desk")["spec"]["selector"],
        manifests.one("NetworkPolicy", "ittiham-desk")["spec"]["podSelector"]["matchLabels"],
        manifests.one("ServiceMonitor", "ittiham-desk")["spec"]["selector"]["matchLabels"],
        manifests.one("NetworkPolicy", "ittiham-desk-database")["spec"]["ingress"][0]["from"][0]["podSelector"][
            "matchLabels"
        ],
    ):
        assert selector.items() <= labels.items()
    worker = manifests.one("Deployment", "ittiham-worker")["spec"]["selector"]["matchLabels"]
    assert not worker.items() <= labels.items()


def test_every_setting_is_known_and_valid(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    password = tmp_path / "password"
    password.write_text("secret")
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, str(password) if name.endswith("_FILE") else value)
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    assert list(unknown_names()) == []
    assert settings.desk_names == ("ittiham-desk", "desk.example.org")


def test_it_may_read_what_it_follows_and_its_group_is_its_own(manifests: Manifests) -> None:
    rights = manifests.one("KafkaUser", "ittiham-desk")["spec"]["authorization"]["acls"]
    may = {(right["resource"]["name"], *right["operations"]) for right in rights}
    group = str(Settings.model_fields["desk_group_id"].default)
    assert may == {("articles.enriched", "Read"), ("accusations", "Read"), (f"{group}-", "Read")}
    assert SETTINGS["ITTIHAM_SASL_USERNAME"] == "ittiham-desk"


def test_the_script_of_the_reader_is_the_one_that_is_tested() -> None:
    tested = ROOT / "docker" / "postgres" / "reader.sh"
    assert (COMPONENT / "reader.sh").read_bytes() == tested.read_bytes()


def test_no_secret_is_in_it(manifests: Manifests) -> None:
    assert manifests.of("Secret") == []
    container = manifests.one("StatefulSet", "ittiham-desk-database")["spec"]["template"]["spec"]["containers"][0]
    passwords = {item["value"] for item in container["env"] if "PASSWORD" in item["name"]}
    assert passwords == {"/run/secrets/desk/owner", "/run/secrets/desk/reader"}

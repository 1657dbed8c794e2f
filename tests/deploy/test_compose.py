"""docker-compose.yml: fits the Compose specification, names files that exist and settings that are known."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from streams import __version__
from streams.cli import COMMANDS
from streams.settings import Settings
from streams.settings.report import unknown_names
from tests.deploy.dockerfile import read_dockerfile
from tests.deploy.manifests import env_file
from tests.kafka.jars import kafka_version
from tests.kafka.properties import read_properties
from tests.tools import ROOT, find_tool, run

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("topics", "worker", "demo", "desk")
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "compose-spec.json").read_text())


PASSWORDS = ("kafka-password", "grafana-password", "desk-password", "desk-reader-password")
WORKER_ENV = env_file(ROOT / "docker" / "worker.env")


def test_it_fits_the_schema_of_the_compose_specification() -> None:
    validator = jsonschema_rs.validator_for(SCHEMA)
    assert [str(error) for error in validator.iter_errors(COMPOSE)] == []
    broken = COMPOSE | {"services": SERVICES | {"worker": SERVICES["worker"] | {"restarts": "always"}}}
    assert not validator.is_valid(broken), "the schema refuses a key that there is not"


def test_composes_own_loader_takes_it() -> None:
    """References, profiles, merges and dependencies, as Docker Compose itself checks them."""
    model = json.loads(run(find_tool("compose-spec"), "-format", "json", "docker-compose.yml"))
    assert set(model["services"]) >= {"kafka", "topics", "worker", "prometheus", "alertmanager", "alerts", "grafana"}
    assert model["services"]["worker"]["image"] == SERVICES["worker"]["image"]


def test_images_are_pinned_by_version() -> None:
    images = {name: service["image"] for name, service in SERVICES.items()}
    assert all(re.fullmatch(r"[\w./-]+:v?\d+(\.\d+)+", image) for image in images.values()), images
    assert images["kafka"] == f"apache/kafka:{kafka_version()}", "the Kafka that the tests start"
    assert {images[name] for name in OURS} == {f"ittiham:{__version__}", f"ittiham-desk:{__version__}"}
    assert {SERVICES[name]["build"]["args"]["VERSION"] for name in OURS} == {__version__}


def test_ports_are_this_machines_own() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert len(ports) == 5
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_a_worker_scales() -> None:
    """Two containers cannot have one published port, nor one name."""
    assert not {"ports", "container_name", "hostname"} & set(SERVICES["worker"])
    assert SERVICES["worker"]["expose"] == [WORKER_ENV["ITTIHAM_WEB_PORT"]]


@pytest.mark.parametrize("name", OURS)
def test_our_containers_are_contained(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["env_file"] == ["docker/worker.env"]
    assert service["command"][0] in COMMANDS


def test_every_file_that_is_mounted_exists() -> None:
    mounts = [volume for service in SERVICES.values() for volume in service.get("volumes", ())]
    sources = [mount.split(":")[0] for mount in mounts]
    assert [source for source in sources if source.startswith(".") and not (ROOT / source).exists()] == []
    assert {source for source in sources if not source.startswith(".")} == set(COMPOSE["volumes"])
    assert all(mount.endswith(":ro") for mount in mounts if mount.startswith("."))


def test_every_file_that_is_named_is_mounted() -> None:
    """What a command or a setting names inside a container is there: mounted, or in the image."""
    kafka = json.dumps(SERVICES["kafka"])
    named = set(re.findall(r"/etc/ittiham/([\w.]+)", kafka)) - {"ro"}
    assert named == {"server.properties", "log4j2.properties", "client.properties"}
    assert "./docker/kafka:/etc/ittiham:ro" in SERVICES["kafka"]["volumes"]
    assert all((ROOT / "docker" / "kafka" / name).is_file() for name in named)
    assert "--config.file=/etc/prometheus/prometheus.yml" in SERVICES["prometheus"]["command"]
    assert (ROOT / "monitoring" / "prometheus" / "prometheus.yml").is_file()
    (samples,) = [part for part in SERVICES["demo"]["command"] if part.startswith("/")]
    assert samples == "/opt/ittiham/streams/_data/samples/articles.jsonl"
    assert (ROOT / "samples" / Path(samples).name).is_file()


def test_grafana_finds_its_dashboards() -> None:
    providers = sorted((ROOT / "monitoring" / "grafana" / "provisioning" / "dashboards").glob("*.y*ml"))
    assert providers
    paths = {
        provider["options"]["path"] for file in providers for provider in yaml.safe_load(file.read_text())["providers"]
    }
    mounted = {volume.split(":")[1] for volume in SERVICES["grafana"]["volumes"]}
    assert paths <= mounted


def test_prometheus_finds_every_worker() -> None:
    """By name resolution, which gives the address of each container of a scaled service."""
    config = yaml.safe_load((ROOT / "monitoring" / "prometheus" / "prometheus.yml").read_text())
    found = [dns for job in config["scrape_configs"] for dns in job.get("dns_sd_configs", ())]
    assert ["worker"] in [dns["names"] for dns in found]
    (dns,) = [dns for dns in found if dns["names"] == ["worker"]]
    assert (dns["type"], str(dns["port"])) == ("A", WORKER_ENV["ITTIHAM_WEB_PORT"])


def test_secrets_come_from_files_that_git_and_the_image_never_see() -> None:
    files = {name: secret["file"] for name, secret in COMPOSE["secrets"].items()}
    assert files == {name: f"./secrets/{name}" for name in (*PASSWORDS,)}
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", ())}
    assert used == set(files)
    makefile = (ROOT / "Makefile").read_text()
    assert all(f"secrets/{name}" in makefile for name in files), "`make secrets` makes them"
    environments = [service.get("environment", {}) for service in SERVICES.values()] + [WORKER_ENV]
    passwords = {value for values in environments for name, value in values.items() if "PASSWORD" in name}
    assert passwords == {f"/run/secrets/{name}" for name in files}, "the environment names files, never a password"


def test_every_setting_is_known_and_valid(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in WORKER_ENV.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "password").write_text("secret")
    monkeypatch.setenv("ITTIHAM_SASL_PASSWORD_FILE", str(tmp_path / "password"))
    monkeypatch.chdir(tmp_path)  # away from a developer's .env
    settings = Settings()
    assert list(unknown_names()) == []
    assert WORKER_ENV["ITTIHAM_SASL_PASSWORD_FILE"] == "/run/secrets/kafka-password"
    grace = int(SERVICES["worker"]["stop_grace_period"].removesuffix("s"))
    assert grace > settings.shutdown_timeout + 5, "the worker drains before it is killed"


def test_clients_and_broker_agree() -> None:
    broker = read_properties(ROOT / "docker" / "kafka" / "server.properties")
    advertised = dict(url.split("://") for url in broker["advertised.listeners"].split(","))
    protocols = dict(pair.split(":") for pair in broker["listener.security.protocol.map"].split(","))
    assert WORKER_ENV["ITTIHAM_BOOTSTRAP_SERVERS"] == advertised["INTERNAL"]
    assert WORKER_ENV["ITTIHAM_SECURITY_PROTOCOL"] == protocols["INTERNAL"] == protocols["HOST"]
    assert WORKER_ENV["ITTIHAM_SASL_MECHANISM"] == broker["sasl.enabled.mechanisms"]
    assert SERVICES["kafka"]["hostname"] == advertised["INTERNAL"].split(":")[0]
    assert SERVICES["kafka"]["ports"] == [f"{advertised['HOST']}:{advertised['HOST'].split(':')[1]}"]
    client = read_properties(ROOT / "docker" / "kafka" / "client.properties")
    for key in ("config.providers", "config.providers.secret.class"):
        assert client[key] == broker[key]
    assert client["security.protocol"] == protocols["INTERNAL"]
    assert f"{broker['log.dirs']}" in [volume.split(":")[-1] for volume in SERVICES["kafka"]["volumes"]]


def test_what_starts_after_what() -> None:
    """Kafka answers, then the topics are made, then the workers start."""

    def waits_for(name: str) -> dict[str, str]:
        return {other: how["condition"] for other, how in SERVICES[name].get("depends_on", {}).items()}

    assert waits_for("topics") == {"kafka": "service_healthy"}
    assert waits_for("worker")["topics"] == "service_completed_successfully"
    assert waits_for("demo")["worker"] == "service_healthy"
    _, stages = read_dockerfile(ROOT / "Dockerfile")
    own_check = {name for name, service in SERVICES.items() if service.get("healthcheck", {}).get("test")}
    from_image = {"worker", "desk"} if any(stage.all("HEALTHCHECK") for stage in stages) else set()
    waited_for = {other for name in SERVICES for other, how in waits_for(name).items() if how == "service_healthy"}
    assert waited_for <= own_check | from_image
    assert SERVICES["demo"]["profiles"] == ["demo"]

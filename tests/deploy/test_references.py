"""What one Kubernetes object says of another is so: selectors, names, ports, keys; and the settings are known ones."""

import hashlib
import json
from typing import Any

import pytest

from streams.kafka.topics import topic_specs
from streams.settings import Settings
from streams.settings.report import unknown_names
from tests.deploy.manifests import OVERLAYS, Manifests, build
from tests.tools import ROOT


@pytest.fixture(params=OVERLAYS)
def manifests(request: pytest.FixtureRequest) -> Manifests:
    return build(request.param)


def matches(selector: dict[str, str], labels: dict[str, str]) -> bool:
    return selector.items() <= labels.items()


def worker_settings(manifests: Manifests, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Settings:
    """The settings as the worker in the pod reads them; the mounted files are stood in for by one that is there."""
    for name, value in manifests.settings.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "password").write_text("secret")
    monkeypatch.setenv("ITTIHAM_SASL_PASSWORD_FILE", str(tmp_path / "password"))
    monkeypatch.chdir(tmp_path)  # away from a developer's .env
    return Settings()


def test_whatever_selects_the_worker_finds_it(manifests: Manifests) -> None:
    labels, deployment = manifests.pod["metadata"]["labels"], manifests.one("Deployment")["spec"]
    selectors = [
        deployment["selector"]["matchLabels"],
        manifests.one("PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
        manifests.one("NetworkPolicy")["spec"]["podSelector"]["matchLabels"],
        manifests.one("Service")["spec"]["selector"],
        *[spread["labelSelector"]["matchLabels"] for spread in manifests.pod["spec"]["topologySpreadConstraints"]],
    ]
    assert all(matches(selector, labels) for selector in selectors)


def test_prometheus_finds_the_workers(manifests: Manifests) -> None:
    monitor, service = manifests.one("ServiceMonitor")["spec"], manifests.one("Service")
    assert matches(monitor["selector"]["matchLabels"], service["metadata"]["labels"])
    assert monitor["jobLabel"] in service["metadata"]["labels"]
    (port,) = service["spec"]["ports"]
    assert [endpoint["port"] for endpoint in monitor["endpoints"]] == [port["name"]]
    assert port["targetPort"] in {item["name"] for item in manifests.container["ports"]}
    assert service["spec"]["publishNotReadyAddresses"], "an unready worker is the one to look at"


def test_ports_are_those_the_worker_listens_on(manifests: Manifests) -> None:
    (port,) = manifests.container["ports"]
    assert str(port["containerPort"]) == manifests.settings["ITTIHAM_WEB_PORT"]
    probes = [manifests.container[f"{kind}Probe"]["httpGet"] for kind in ("startup", "liveness", "readiness")]
    assert [probe["path"] for probe in probes] == ["/healthz", "/healthz", "/readyz"]
    ingress = manifests.one("NetworkPolicy")["spec"]["ingress"]
    named = {probe["port"] for probe in probes} | {port["port"] for rule in ingress for port in rule["ports"]}
    assert named == {port["name"]}


def test_kafka_is_reached_where_it_is(manifests: Manifests) -> None:
    kafka = manifests.one("Kafka")
    cluster = kafka["metadata"]["name"]
    (listener,) = kafka["spec"]["kafka"]["listeners"]
    address = f"{cluster}-kafka-bootstrap:{listener['port']}"
    assert manifests.settings["ITTIHAM_BOOTSTRAP_SERVERS"] == address
    namespace = manifests.one("Namespace")["metadata"]["name"]
    (trigger,) = manifests.one("ScaledObject")["spec"]["triggers"]
    assert trigger["metadata"]["bootstrapServers"] == address.replace(":", f".{namespace}.svc:")
    to_kafka = manifests.one("NetworkPolicy")["spec"]["egress"][0]
    assert to_kafka["to"][0]["podSelector"]["matchLabels"]["strimzi.io/cluster"] == cluster
    assert [port["port"] for port in to_kafka["ports"]] == [listener["port"]]
    let_in = [peer["podSelector"]["matchLabels"] for peer in listener["networkPolicyPeers"] if "podSelector" in peer]
    assert any(matches(selector, manifests.pod["metadata"]["labels"]) for selector in let_in), "by Strimzi's own policy"
    for kind in ("KafkaTopic", "KafkaUser", "KafkaNodePool"):
        assert {item["metadata"]["labels"]["strimzi.io/cluster"] for item in manifests.of(kind)} == {cluster}


def test_objects_are_in_one_namespace_and_names_are_unique(manifests: Manifests) -> None:
    namespace = manifests.one("Namespace")["metadata"]["name"]
    others = [item for item in manifests.objects if item["kind"] != "Namespace"]
    assert {item["metadata"].get("namespace") for item in others} == {namespace}
    names = [(item["kind"], item["metadata"]["name"]) for item in manifests.objects]
    assert len(names) == len(set(names))


def test_secrets_and_config_maps_exist_with_their_keys(manifests: Manifests) -> None:
    cluster = manifests.one("Kafka")["metadata"]["name"]
    keys = {f"{cluster}-cluster-ca-cert": {"ca.crt"}}  # what Strimzi writes
    keys |= {user["metadata"]["name"]: {"password", "sasl.jaas.config"} for user in manifests.of("KafkaUser")}
    keys |= {item["metadata"]["name"]: set(item["data"]) for item in manifests.of("ConfigMap")}
    authentication = manifests.one("TriggerAuthentication")["spec"]
    wanted = [(ref["name"], ref["key"]) for kind in authentication.values() for ref in kind]
    for volume in manifests.pod["spec"]["volumes"]:
        secret = volume.get("secret", {})
        wanted += [(secret["secretName"], item["key"]) for item in secret.get("items", ())]
    assert len(wanted) == 7
    assert [ref for ref in wanted if ref[1] not in keys.get(ref[0], ())] == []
    trigger = manifests.one("ScaledObject")["spec"]["triggers"][0]
    assert trigger["authenticationRef"]["name"] == manifests.one("TriggerAuthentication")["metadata"]["name"]


def test_files_in_settings_are_mounted(manifests: Manifests) -> None:
    paths = [value for value in manifests.settings.values() if value.startswith("/")]
    files = {
        f"{mount['mountPath']}/{item['path']}"
        for mount in manifests.container["volumeMounts"]
        for volume in manifests.pod["spec"]["volumes"]
        if volume["name"] == mount["name"]
        for item in volume.get("secret", {}).get("items", ())
    }
    assert sorted(paths) == sorted(files)


def test_mounts_and_volumes_pair_off(manifests: Manifests) -> None:
    mounts = [mount["name"] for mount in manifests.container["volumeMounts"]]
    assert sorted(mounts) == sorted(volume["name"] for volume in manifests.pod["spec"]["volumes"])


def test_every_setting_is_known_and_valid(manifests: Manifests, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    settings = worker_settings(manifests, monkeypatch, tmp_path)
    assert list(unknown_names()) == []
    assert settings.log_format == "json"
    assert manifests.pod["spec"]["terminationGracePeriodSeconds"] > settings.shutdown_timeout + 5


def test_a_changed_setting_rolls_the_workers(manifests: Manifests) -> None:
    assert manifests.container["envFrom"][0]["configMapRef"]["name"].startswith("ittiham-settings-")


def test_topics_are_those_that_ittiham_would_make(
    manifests: Manifests, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    topics = {item["metadata"]["name"]: item["spec"] for item in manifests.of("KafkaTopic")}
    settings = worker_settings(manifests, monkeypatch, tmp_path)
    wanted = settings.model_copy(update={"partitions": topics[settings.topics.raw]["partitions"]})
    found = {
        name: (spec["partitions"], {key: str(value) for key, value in spec["config"].items()})
        for name, spec in topics.items()
    }
    assert found == {spec.name: (spec.partitions, spec.config) for spec in topic_specs(wanted)}


def test_replicas_fit_the_brokers(manifests: Manifests) -> None:
    brokers = sum(
        pool["spec"]["replicas"] for pool in manifests.of("KafkaNodePool") if "broker" in pool["spec"]["roles"]
    )
    config = manifests.one("Kafka")["spec"]["kafka"]["config"]
    factors = [value for key, value in config.items() if key.endswith("replication.factor")]
    factors += [topic["spec"]["replicas"] for topic in manifests.of("KafkaTopic")]
    assert set(factors) == {brokers}
    acknowledging = {value for key, value in config.items() if key.endswith(("min.isr", "min.insync.replicas"))}
    assert acknowledging == {max(1, brokers - 1)}, "one broker may be down, and no acknowledged record is on one alone"


def test_scaling_follows_the_lag_of_the_raw_topic(
    manifests: Manifests, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    spec, settings = manifests.one("ScaledObject")["spec"], worker_settings(manifests, monkeypatch, tmp_path)
    assert spec["scaleTargetRef"]["name"] == manifests.one("Deployment")["metadata"]["name"]
    metadata = spec["triggers"][0]["metadata"]
    assert (metadata["topic"], metadata["consumerGroup"]) == (settings.topics.raw, settings.group_id)
    partitions = manifests.one("KafkaTopic", settings.topics.raw)["spec"]["partitions"]
    assert 1 <= spec["minReplicaCount"] <= spec["fallback"]["replicas"] <= spec["maxReplicaCount"] == partitions
    assert metadata["excludePersistentLag"] == "true"
    assert metadata["allowIdleConsumers"] == "false"
    assert metadata["offsetResetPolicy"] == "earliest", "as the worker starts where there is no commit"
    assert int(metadata["lagThreshold"]) > 100


def test_keda_knows_the_fields_of_its_trigger(manifests: Manifests) -> None:
    """Its CRD takes any: these are those of its Kafka scaler (pkg/scalers/kafka_scaler.go, 2.21)."""
    known = {"bootstrapServers", "consumerGroup", "topic", "lagThreshold", "offsetResetPolicy", "allowIdleConsumers"}
    known |= {"excludePersistentLag", "fullMetadata", "activationLagThreshold", "limitToPartitionsWithLag", "version"}
    metadata = manifests.one("ScaledObject")["spec"]["triggers"][0]["metadata"]
    assert set(metadata) <= known
    assert {type(value) for value in metadata.values()} == {str}
    login = manifests.one("ConfigMap", manifests.one("TriggerAuthentication")["spec"]["configMapTargetRef"][0]["name"])
    names = {user["metadata"]["name"] for user in manifests.of("KafkaUser")}
    assert login["data"]["username"] in names
    assert (login["data"]["sasl"], login["data"]["tls"]) == ("scram_sha512", "enable")


def test_a_roll_never_has_more_workers_than_partitions(manifests: Manifests) -> None:
    """A worker without a partition is never ready: a surge at full scale would wait for ever."""
    strategy = manifests.one("Deployment")["spec"]["strategy"]["rollingUpdate"]
    assert (strategy["maxSurge"], strategy["maxUnavailable"]) == (0, 1)
    assert "replicas" not in manifests.one("Deployment")["spec"], "KEDA sets them"


def test_dashboards_are_the_very_files(manifests: Manifests) -> None:
    carried = {
        name: hashlib.sha256(text.encode()).hexdigest()
        for item in manifests.of("ConfigMap")
        if item["metadata"].get("labels", {}).get("grafana_dashboard")
        for name, text in item["data"].items()
    }
    files = sorted((ROOT / "monitoring" / "grafana" / "dashboards").glob("*.json"))
    assert carried == {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    assert all(json.loads(file.read_text())["title"] for file in files)
    assert files, "there are dashboards to carry"

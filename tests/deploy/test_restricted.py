"""Pods fit the restricted profile of Kubernetes' pod security standards, which the namespace enforces, and more."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.deploy.manifests import OVERLAYS, build, walk

VOLUMES = {
    "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"
}  # fmt: skip


def violations(pod: Any) -> Iterator[str]:
    """What the admission controller would refuse a pod for (profile `restricted`)."""
    security = pod.get("securityContext", {})
    yield from (name for name in ("hostNetwork", "hostPID", "hostIPC", "hostUsers") if pod.get(name))
    for volume in pod.get("volumes", ()):
        yield from (f"volume of type {kind}" for kind in set(volume) - {"name"} - VOLUMES)
    for container in [*pod["containers"], *pod.get("initContainers", ())]:
        own = container.get("securityContext", {})
        yield from container_violations(own, security)
        yield from ("hostPort" for port in container.get("ports", ()) if port.get("hostPort"))


def container_violations(own: Any, pod: Any) -> Iterator[str]:
    """The same for a container's security context inside that of its pod."""
    together = pod | own
    if own.get("allowPrivilegeEscalation") is not False:
        yield "allowPrivilegeEscalation != false"
    if "ALL" not in own.get("capabilities", {}).get("drop", ()):
        yield 'capabilities.drop != ["ALL"]'
    if set(own.get("capabilities", {}).get("add", ())) - {"NET_BIND_SERVICE"}:
        yield "capabilities added"
    if together.get("runAsNonRoot") is not True or together.get("runAsUser") == 0:
        yield "runAsNonRoot != true"
    if together.get("seccompProfile", {}).get("type") not in ("RuntimeDefault", "Localhost"):
        yield "seccompProfile"
    if own.get("privileged") or own.get("procMount") or together.get("sysctls"):
        yield "privileged"


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_the_namespace_enforces_it_and_the_worker_fits(overlay: str) -> None:
    labels = build(overlay).one("Namespace")["metadata"]["labels"]
    assert {labels[f"pod-security.kubernetes.io/{mode}"] for mode in ("enforce", "audit", "warn")} == {"restricted"}
    assert list(violations(build(overlay).pod["spec"])) == []


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_kafkas_pods_fit_it_too(overlay: str) -> None:
    """Strimzi makes them, from the templates of the Kafka resource: they live in the same namespace."""
    spec = build(overlay).one("Kafka")["spec"]
    containers = [
        (spec["kafka"]["template"], ("kafkaContainer", "initContainer")),
        (spec["entityOperator"]["template"], ("topicOperatorContainer", "userOperatorContainer")),
    ]
    for template, names in containers:
        for name in names:
            own, pod = template[name]["securityContext"], template["pod"]["securityContext"]
            assert list(container_violations(own, pod)) == [], name


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda pod: pod.update(hostNetwork=True), "hostNetwork"),
        (lambda pod: pod["securityContext"].pop("seccompProfile"), "seccompProfile"),
        (lambda pod: pod["securityContext"].update(runAsUser=0), "runAsNonRoot != true"),
        (lambda pod: pod["volumes"].append({"name": "x", "hostPath": {"path": "/"}}), "volume of type hostPath"),
        (lambda pod: pod["containers"][0]["securityContext"].pop("capabilities"), 'capabilities.drop != ["ALL"]'),
        (lambda pod: pod["containers"][0].pop("securityContext"), "allowPrivilegeEscalation != false"),
        (lambda pod: pod["containers"][0]["securityContext"].update(privileged=True), "privileged"),
    ],
)
def test_the_check_does_refuse(change: Callable[[Any], Any], reason: str) -> None:
    pod = copy.deepcopy(build("production").pod["spec"])
    change(pod)
    assert reason in list(violations(pod))


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_beyond_the_profile(overlay: str) -> None:
    """A file system that cannot be written, no token of Kubernetes, and bounds to what a pod may take."""
    manifests = build(overlay)
    assert manifests.container["securityContext"]["readOnlyRootFilesystem"] is True
    account = manifests.one("ServiceAccount")
    assert manifests.pod["spec"]["serviceAccountName"] == account["metadata"]["name"]
    assert account["automountServiceAccountToken"] is False
    assert manifests.pod["spec"]["automountServiceAccountToken"] is False
    assert {"cpu", "memory"} <= set(manifests.container["resources"]["requests"])
    assert "memory" in manifests.container["resources"]["limits"]
    assert not [item for item in manifests.objects if item["kind"] in {"Role", "ClusterRole", "RoleBinding"}]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_the_worker_talks_to_kafka_and_to_name_resolution_only(overlay: str) -> None:
    policy = build(overlay).one("NetworkPolicy")["spec"]
    assert set(policy["policyTypes"]) == {"Ingress", "Egress"}
    ports = [(port["protocol"], port["port"]) for rule in policy["egress"] for port in rule["ports"]]
    assert ports == [("TCP", 9093), ("UDP", 53), ("TCP", 53)]
    assert all(rule.get("to") for rule in policy["egress"])
    assert all(rule.get("from") and rule.get("ports") for rule in policy["ingress"])


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_images_are_pinned_and_no_secret_is_in_the_manifests(overlay: str) -> None:
    manifests = build(overlay)
    images = {node["image"] for item in manifests.objects for node in walk(item) if isinstance(node.get("image"), str)}
    assert images
    assert all(":" in image and not image.endswith(":latest") for image in images)
    assert manifests.of("Secret") == [], "Strimzi writes the passwords"


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_workers_are_spread_and_go_one_at_a_time(overlay: str) -> None:
    manifests = build(overlay)
    spread = [item["topologyKey"] for item in manifests.pod["spec"]["topologySpreadConstraints"]]
    assert spread == ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]
    assert manifests.one("PodDisruptionBudget")["spec"]["maxUnavailable"] == 1

"""Every Kubernetes object fits its schema: built-in kinds Kubernetes' own, custom kinds those of their operators."""

import copy
from typing import Any

import jsonschema_rs
import kubernetes_validate
import pytest

from tests.deploy.manifests import OVERLAYS, build, custom_schema

KUBERNETES = "1.37"


def problems(item: Any) -> list[str]:
    """What an API server would refuse an object for."""
    schema = custom_schema(item)
    if schema is None:
        try:
            kubernetes_validate.validate(item, KUBERNETES, strict=True)
        except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
            return [str(error)]
        return []
    envelope = {key: value for key, value in item.items() if key not in ("apiVersion", "kind", "metadata")}
    bare = schema | {"required": ["spec"]}
    return [str(error) for error in jsonschema_rs.Draft202012Validator(bare).iter_errors(envelope)]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_object_fits_its_schema(overlay: str) -> None:
    found = {f"{item['kind']}/{item['metadata']['name']}": problems(item) for item in build(overlay).objects}
    assert {name: text for name, text in found.items() if text} == {}
    assert len(found) == len(build(overlay).objects)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("Deployment", lambda spec: spec.update(replica=3)),
        ("Deployment", lambda spec: spec["template"]["spec"]["containers"][0].update(ports=[{"containerPort": "x"}])),
        ("NetworkPolicy", lambda spec: spec.update(policyTypes="Egress")),
        ("Kafka", lambda spec: spec["kafka"].update(zookeeper={})),
        ("Kafka", lambda spec: spec["kafka"]["listeners"][0]["authentication"].update(type="plain")),
        ("KafkaTopic", lambda spec: spec.update(partitions="many")),
        ("KafkaUser", lambda spec: spec["authorization"]["acls"][0].update(operations=["Peek"])),
        ("KafkaNodePool", lambda spec: spec.update(roles=["boss"])),
        ("ScaledObject", lambda spec: spec.pop("triggers")),
        ("TriggerAuthentication", lambda spec: spec["secretTargetRef"][0].pop("key")),
        ("ServiceMonitor", lambda spec: spec["endpoints"][0].update(interval="often")),
        ("PrometheusRule", lambda spec: spec.update(groups=[{"rules": []}])),
    ],
)
def test_the_schemas_do_refuse(kind: str, change: Any) -> None:
    """Else the test above would prove nothing."""
    item = copy.deepcopy(build("production").of(kind)[0])
    assert problems(item) == []
    change(item["spec"])
    assert problems(item)

"""What k8s/ takes from monitoring/, written anew by `make manifests`; a test says when that was forgotten.

`k8s/base/prometheus-rule.yaml` holds the alerting and recording rules, `monitoring/kustomization.yaml` lists the
dashboards (it stands there because kustomize reads no file from outside a kustomization's own folder).
"""

import sys
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[1]
MONITORING: Final = ROOT / "monitoring"
_HEADER: Final = "# Written by `make manifests` from {source}: change it there.\n"


def prometheus_rule(monitoring: Path = MONITORING) -> str:
    """The PrometheusRule with the groups of every file of rules, in the order of their names."""
    files = sorted((monitoring / "prometheus" / "rules").glob("*.yml"))
    groups = [group for file in files for group in yaml.safe_load(file.read_text(encoding="utf-8"))["groups"]]
    rule = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": "ittiham", "labels": {"app.kubernetes.io/name": "ittiham"}},
        "spec": {"groups": groups},
    }
    return _HEADER.format(source="monitoring/prometheus/rules") + _dump(rule)


def dashboards(monitoring: Path = MONITORING) -> str:
    """The kustomization that makes a ConfigMap of each dashboard, labelled for Grafana's sidecar."""
    files = sorted((monitoring / "grafana" / "dashboards").glob("*.json"))
    kustomization = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "configMapGenerator": [
            {
                "name": f"ittiham-dashboard-{file.stem.removeprefix('ittiham-')}",
                "files": [str(file.relative_to(monitoring))],
                "options": {"labels": {"grafana_dashboard": "1"}, "disableNameSuffixHash": True},
            }
            for file in files
        ],
    }
    return _HEADER.format(source="the files in grafana/dashboards") + _dump(kustomization)


def outputs() -> dict[Path, str]:
    """Every generated file with what it must hold."""
    return {
        ROOT / "k8s" / "base" / "prometheus-rule.yaml": prometheus_rule(),
        MONITORING / "kustomization.yaml": dashboards(),
    }


def _dump(document: Any) -> str:
    return str(yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120))


if __name__ == "__main__":
    for path, text in outputs().items():
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"wrote {path.relative_to(ROOT)}\n")

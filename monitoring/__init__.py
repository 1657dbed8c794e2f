"""How Ittiham is watched: Prometheus and Grafana."""

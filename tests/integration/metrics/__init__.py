"""A worker, its metrics, a real Prometheus, and `ittiham status`, on one load of articles."""

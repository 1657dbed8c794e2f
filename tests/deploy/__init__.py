"""The files of the deployment: image, compose, Kubernetes, release."""

"""Stands for botocore: a package of its own, so that it comes before one that is installed."""

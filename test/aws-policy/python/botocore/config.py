"""Stands for botocore.config: remembers what it is given."""


class Config:
    def __init__(self, **options):
        self.options = options

"""Stands for boto3: answers from a script, and notes every call. FAKE_LIGHTSAIL names the script, FAKE_CALLS where to note."""

import json
import os
from datetime import datetime


class NotFoundException(Exception):
    pass


class AccessDeniedException(Exception):
    pass


class Exceptions:
    NotFoundException = NotFoundException


class Client:
    exceptions = Exceptions

    def __init__(self, region):
        with open(os.environ["FAKE_LIGHTSAIL"]) as script:
            self.script = json.load(script)[region]
        self.region = region

    def get_instances(self, pageToken="0"):
        self.note("GetInstances", pageToken)
        page = self.script["pages"][int(pageToken)]
        if "error" in page:
            raise AccessDeniedException(page["error"])
        answer = {"instances": [read(instance) for instance in page["instances"]]}
        if int(pageToken) + 1 < len(self.script["pages"]):
            answer["nextPageToken"] = str(int(pageToken) + 1)
        return answer

    def delete_instance(self, instanceName, forceDeleteAddOns):
        self.note("DeleteInstance", instanceName)
        error = self.script.get("deletes", {}).get(instanceName)
        if error == "gone":
            raise NotFoundException(instanceName)
        if error:
            raise AccessDeniedException(error)
        return {"operations": []}

    def note(self, operation, argument):
        with open(os.environ["FAKE_CALLS"], "a") as calls:
            calls.write(f"{self.region} {operation} {argument}\n")


def read(instance):
    """An instance as boto3 gives it: its times are instants, and not texts."""
    if "createdAt" not in instance:
        return instance
    return {**instance, "createdAt": datetime.fromisoformat(instance["createdAt"])}


def client(service, region_name, config):
    assert service == "lightsail" and config.options["read_timeout"] > 0
    return Client(region_name)

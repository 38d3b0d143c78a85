"""What deploy/kubernetes/ says, put together as kustomize puts it together, as far as our files need that.

    objects = installation("postgres_operator")
    objects.one("Deployment", "ml-service")["spec"]...

An installation is the base, the example overlay and one of the two components for PostgreSQL.
"""

import functools
import pathlib
import re

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy/kubernetes"
OVERLAY = FOLDER / "overlays/example"
COMPONENTS = sorted(path.name for path in (FOLDER / "components").iterdir())
# As folders, images and Compose services are named; a name in Kubernetes has no underscore.
SERVICES = ("nginx", "krakend", "ml_service", "db_service", "tg_client")
APPLICATION = "app.kubernetes.io/name"


def name_of(service):
    return service.replace("_", "-")


class Objects(list):
    def of(self, kind):
        return [each for each in self if each["kind"] == kind]

    def one(self, kind, name):
        found = [each for each in self.of(kind) if each["metadata"]["name"] == name]
        assert len(found) == 1, f"{len(found)} times {kind} {name}"
        return found[0]

    def pod(self, service):
        return self.one("Deployment", name_of(service))["spec"]["template"]["spec"]

    def container(self, service):
        containers = self.pod(service)["containers"]
        assert len(containers) == 1
        return containers[0]

    def services_port(self, service):
        ports = self.one("Service", name_of(service))["spec"]["ports"]
        assert len(ports) == 1
        return ports[0]["port"]

    def own_port(self, service):
        ports = self.container(service)["ports"]
        assert [port["name"] for port in ports] == ["http"]
        return ports[0]["containerPort"]


def read(path):
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


@functools.cache
def kustomization(folder):
    (told,) = read(folder / "kustomization.yaml")
    return told


def resources_of(folder):
    """The objects of the files that a folder's kustomization names; another folder is left to the caller."""
    names = [name for name in kustomization(folder)["resources"] if name.endswith(".yaml")]
    return [each for name in names for each in read(folder / name)]


def set_variables(container, changes):
    env = {each["name"]: each for each in container["env"]}
    assert set(changes) <= set(env), "a patch names a variable that is not there"
    container["env"] = list((env | changes).values())


def patch(objects, change):
    """Lays a patch over its Deployment: such as change variables, and nothing else."""
    container = objects.one("Deployment", change["metadata"]["name"])["spec"]["template"]["spec"]["containers"][0]
    (changed,) = change["spec"]["template"]["spec"]["containers"]
    assert set(changed) == {"name", "env"} and changed["name"] == container["name"]
    set_variables(container, {each["name"]: each for each in changed["env"]})


def installation(component):
    folder = FOLDER / "components" / component
    objects = Objects(resources_of(FOLDER / "base") + resources_of(OVERLAY) + resources_of(folder))
    for named in kustomization(folder).get("patches", []):
        for change in read(folder / named["path"]):
            patch(objects, change)
    return objects


def settings_of_the_overlay():
    (generator,) = kustomization(OVERLAY)["configMapGenerator"]
    return generator["name"], dict(literal.split("=", 1) for literal in generator["literals"])


def names_in_env_example():
    """Those that must be filled in, and all."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    needed = {line.split("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)}
    return needed, needed | {line[1:].split("=")[0] for line in lines if re.match(r"#[A-Z_]+=", line)}


def is_whole(path):
    patches = [each["path"] for each in kustomization(path.parent).get("patches", [])]
    return path.name not in ["kustomization.yaml", *patches]


def files_with_objects():
    """All files whose objects are whole: neither kustomizations nor patches."""
    return [path for path in sorted(FOLDER.rglob("*.yaml")) if is_whole(path)]

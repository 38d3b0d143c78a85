"""Every setting of the pods is one that its program knows, and every name they use is there."""

import json
import re
import shutil
import subprocess
import urllib.parse

import pytest
import yaml
from manifests import (FOLDER, OVERLAY, ROOT, SERVICES, kustomization, name_of, names_in_env_example,
                       settings_of_the_overlay)
from running_service import run

LISTENS_AT = {"ml_service": 8000, "db_service": 8001, "tg_client": 8002, "krakend": 8080, "nginx": 80}
OF_PROVIDERS = {"KINOPOISK_API_KEY", "OMDB_API_KEY", "TMDB_API_KEY"}
OTHER_NAMES = {"TELEGRAM_BOT_TOKEN": "BOT_TOKEN"}  # in the pod, and in .env


def variables(container):
    return {each["name"]: each for each in container.get("env", [])}


def references(objects, kind):
    """(pod, variable, name, key, whether it may be missing) of all that is taken from a ConfigMap or a Secret."""
    for service in SERVICES:
        pod = objects.pod(service)
        for container in pod["containers"] + pod.get("initContainers", []):
            for variable, each in variables(container).items():
                if kind in each.get("valueFrom", {}):
                    ref = each["valueFrom"][kind]
                    yield service, variable, ref["name"], ref["key"], ref.get("optional", False)


@pytest.mark.parametrize("service", ["ml_service", "db_service", "tg_client"])
def test_every_variable_is_one_that_the_program_knows(objects, programs, service):
    told = set(re.findall(r"[A-Z][A-Z_]{3,}", run(programs[service], "--help").stdout))
    assert set(variables(objects.container(service))) - told == set()


def test_every_variable_of_the_doors_is_one_that_their_configuration_knows(objects):
    (names,) = objects.pod("krakend")["initContainers"]
    for container, script in ((objects.container("nginx"), "nginx/configure"), (names, "krakend/configure")):
        known = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / script).read_text(encoding="utf-8")))
        assert variables(container) and set(variables(container)) - known == set()


def test_settings_and_secrets_have_the_names_of_env_example(objects):
    _, all_names = names_in_env_example()
    for kind in ("configMapKeyRef", "secretKeyRef"):
        for service, variable, name, key, _ in references(objects, kind):
            if name == "kinosovet":
                assert key in all_names, (service, key)
                assert key == OTHER_NAMES.get(variable, variable)


def test_every_key_of_a_config_map_is_there(objects):
    name, given = settings_of_the_overlay()
    for service, variable, config_map, key, optional in references(objects, "configMapKeyRef"):
        assert config_map == name
        assert key in given or optional, (service, variable)
    assert set(given) <= {key for *_, key, _ in references(objects, "configMapKeyRef")}, "given, and read by nobody"


def test_every_key_of_a_secret_is_there(objects):
    """In .env, where the example asks for it, or in the Secret that the operator makes."""
    needed, _ = names_in_env_example()
    needed |= {"TELEGRAM_WEBHOOK_SECRET", "DATABASE_URL"}  # asked for by README.md of deploy/kubernetes
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    (generator,) = kustomization(OVERLAY)["secretGenerator"]
    assert generator["envs"] == [".env"]
    for _, variable, name, key, optional in references(objects, "secretKeyRef"):
        if name == generator["name"]:
            assert optional or key in needed and f"`{key}`" in readme, variable
        else:
            assert (name, key) == ("postgres-app", "uri") and objects.one("Cluster", "postgres")


def test_secrets_go_to_those_alone_who_need_them(objects):
    takers = {}
    for service, variable, *_ in references(objects, "secretKeyRef"):
        takers.setdefault(variable, set()).add(service)
    assert takers == {name: {"ml_service"} for name in OF_PROVIDERS} | {
        "DATABASE_URL": {"db_service"}, "SESSION_KEY": {"db_service"}, "SERVICE_TOKEN": {"db_service", "tg_client"},
        "TELEGRAM_BOT_TOKEN": {"tg_client"}, "TELEGRAM_WEBHOOK_SECRET": {"tg_client"},
        "HTTPS_PROXY": {"ml_service", "tg_client"}}
    for service in SERVICES:
        for variable, each in variables(objects.container(service)).items():
            assert not (re.search("TOKEN|SECRET|_KEY|PASSWORD|DATABASE_URL", variable) and "value" in each), variable


@pytest.mark.parametrize("service", SERVICES)
def test_it_listens_where_others_expect_it(objects, service):
    port = objects.services_port(service)
    assert port == LISTENS_AT[service]
    own = variables(objects.container(service)).get("NGINX_HTTP_PORT", {}).get("value", port)
    assert objects.own_port(service) == int(own)
    # A Service without an address gives away the pods', whose ports are the programs' own.
    if objects.one("Service", name_of(service))["spec"].get("clusterIP") == "None":
        assert objects.own_port(service) == port


def assert_is_there(objects, host, port):
    service = host.removesuffix(".kinosovet.svc.cluster.local").replace("-", "_")
    assert service in SERVICES and objects.services_port(service) == port, f"{host}:{port}"


def test_addresses_in_settings_are_those_of_services(objects):
    backend = urllib.parse.urlsplit(variables(objects.container("tg_client"))["BACKEND_URL"]["value"])
    assert_is_there(objects, backend.hostname, backend.port or 80)
    door = variables(objects.container("nginx"))
    for variable, service in (("NGINX_GATEWAY", "krakend"), ("NGINX_BOT", "tg_client")):
        host, port = door[variable]["value"].rsplit(":", 1)
        # nginx's resolver knows full names only, and hands requests on to the next of several pods.
        assert host == f"{name_of(service)}.kinosovet.svc.cluster.local"
        assert objects.one("Service", name_of(service))["spec"]["clusterIP"] == "None"
        assert_is_there(objects, host, int(port))


def test_the_gateways_configuration_names_services_of_the_cluster(objects, tmp_path):
    """The init container's command is run here, on the file that the image has."""
    (names,) = objects.pod("krakend")["initContainers"]
    (command,) = names["args"]
    command = command.replace("/etc/krakend/", f"{ROOT}/krakend/").replace("/config/", f"{tmp_path}/")
    subprocess.run([*names["command"], command], check=True, timeout=60)
    before = json.loads((ROOT / "krakend/krakend.json").read_text(encoding="utf-8"))
    after = json.loads((tmp_path / "krakend.json").read_text(encoding="utf-8"))
    hosts = {host for endpoint in after["endpoints"] for backend in endpoint["backend"] for host in backend["host"]}
    assert hosts == {"http://ml-service:8000", "http://db-service:8001"}
    for host in hosts:
        assert_is_there(objects, urllib.parse.urlsplit(host).hostname, urllib.parse.urlsplit(host).port)
    changed = json.dumps(before).replace("//ml_service:", "//ml-service:").replace("//db_service:", "//db-service:")
    assert after == json.loads(changed)
    # A kept connection stays with one replica: others, and new ones, would get nothing to do.
    assert after["disable_keep_alives"] is True


def test_the_gateway_reads_what_was_written_for_it(objects):
    assert objects.container("krakend")["args"] == ["run", "-c", "/config/krakend.json"]


def test_images_are_those_of_compose_in_the_version_of_the_project(objects):
    version = re.search(r"project\(kinosovet VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
    tags = {image["name"]: image["newTag"] for image in kustomization(OVERLAY)["images"]}
    for service in SERVICES:
        compose = yaml.safe_load((ROOT / service / "compose.yaml").read_text(encoding="utf-8"))
        image = compose["services"][service]["image"].removesuffix(":${KINOSOVET_VERSION:-latest}")
        image = image.replace("${KINOSOVET_IMAGES:-kinosovet}", "kinosovet")
        pod = objects.pod(service)
        assert {each["image"] for each in pod["containers"] + pod.get("initContainers", [])} == {image}
        assert tags.pop(image) == version
    assert tags == {}


def test_the_addresses_of_the_overlay_are_those_of_its_ingress(objects):
    _, given = settings_of_the_overlay()
    ingress = objects.one("Ingress", "kinosovet")["spec"]
    (rule,), (tls,) = ingress["rules"], ingress["tls"]
    assert tls["hosts"] == [rule["host"]]
    assert given["PUBLIC_URL"] == f"https://{rule['host']}/"
    assert given["TELEGRAM_WEBHOOK_URL"] == f"https://{rule['host']}/telegram/"
    (path,) = rule["http"]["paths"]
    assert path["backend"]["service"] == {"name": "nginx", "port": {"name": "http"}}


def test_the_bots_share_of_telegrams_pace_is_that_of_its_replicas(objects):
    pace = int(variables(objects.container("tg_client"))["TG_CLIENT_TELEGRAM_PACE"]["value"])
    assert pace * objects.one("Deployment", "tg-client")["spec"]["replicas"] == 30


def test_postgresql_takes_the_connections_of_all_replicas(objects):
    each = int(variables(objects.container("db_service"))["DB_SERVICE_CONNECTIONS_TO_DATABASE"]["value"])
    most = (objects.one("HorizontalPodAutoscaler", "db-service")["spec"]["maxReplicas"] + 1) * each  # one in an update
    for cluster in objects.of("Cluster"):
        assert most <= int(cluster["spec"]["postgresql"]["parameters"]["max_connections"]) - 20


def test_threads_are_as_many_as_the_limit_of_the_processor(objects):
    ml_service = objects.container("ml_service")
    assert variables(ml_service)["ML_SERVICE_WORKERS"]["value"] == ml_service["resources"]["limits"]["cpu"]
    nginx = objects.container("nginx")
    assert variables(nginx)["NGINX_WORKERS"]["value"] == nginx["resources"]["limits"]["cpu"]


def test_posters_are_kept_where_there_is_room_for_them(objects):
    container, pod = objects.container("ml_service"), objects.pod("ml_service")
    (mount,), (volume,) = container["volumeMounts"], pod["volumes"]
    assert variables(container)["POSTERS_FOLDER"]["value"] == mount["mountPath"]
    assert int(volume["emptyDir"]["sizeLimit"].removesuffix("Mi")) > 512  # as ML_SERVICE_POSTERS_MIB has it


@pytest.mark.skipif(not shutil.which("kustomize"), reason="there is no kustomize on this machine")
@pytest.mark.parametrize("component", ["postgres_operator", "postgres_outside"])
def test_kustomize_puts_it_together(tmp_path, component):
    shutil.copytree(FOLDER, tmp_path / "kubernetes")
    overlay = tmp_path / "kubernetes/overlays/example"
    file = overlay / "kustomization.yaml"
    text = file.read_text(encoding="utf-8").replace("components/postgres_operator ", f"components/{component} ")
    file.write_text(text, encoding="utf-8")
    shutil.copy(ROOT / ".env.example", overlay / ".env")
    built = subprocess.run(["kustomize", "build", overlay], check=True, capture_output=True, text=True, timeout=120)
    made = list(yaml.safe_load_all(built.stdout))
    assert {each["kind"] for each in made} >= {"Deployment", "Ingress", "Secret", "ConfigMap"}
    assert ("Cluster" in {each["kind"] for each in made}) == (component == "postgres_operator")

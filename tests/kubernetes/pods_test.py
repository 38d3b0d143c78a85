"""Every part of Kubernetes' installation starts safely, says how it is, and goes without dropping anybody."""

import kubernetes_validate
import pytest
from manifests import APPLICATION, FOLDER, SERVICES, files_with_objects, name_of, read

OLDEST, NEWEST = "1.30", kubernetes_validate.latest_version()
# Kinds of others, whose schema nobody here has.
OF_OTHERS = {"postgresql.cnpg.io/v1 Cluster"}
HEALTH = {"nginx": ("/health", "/health"), "krakend": ("/__health", "/__health")}
OF_SERVICES = ("/health/live", "/health/ready")
RESTRICTED = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
every_service = pytest.mark.parametrize("service", SERVICES)


def containers_of(pod):
    return pod["containers"] + pod.get("initContainers", [])


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("path", files_with_objects(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_it_is_what_kubernetes_takes(path, version):
    for each in read(path):
        if f"{each['apiVersion']} {each['kind']}" not in OF_OTHERS:
            kubernetes_validate.validate(each, version, strict=True)


def test_there_is_one_deployment_for_each_service_and_no_other(objects):
    assert sorted(each["metadata"]["name"] for each in objects.of("Deployment")) == sorted(map(name_of, SERVICES))


@every_service
def test_selectors_meet_their_pods(objects, service):
    name = name_of(service)
    labels = {APPLICATION: name}
    deployment = objects.one("Deployment", name)["spec"]
    assert deployment["template"]["metadata"]["labels"] == labels
    assert deployment["selector"]["matchLabels"] == labels
    assert objects.one("Service", name)["spec"]["selector"] == labels
    assert objects.one("PodDisruptionBudget", name)["spec"]["selector"]["matchLabels"] == labels
    for spread in deployment["template"]["spec"]["topologySpreadConstraints"]:
        assert spread["labelSelector"]["matchLabels"] == labels


@every_service
def test_probes_ask_whether_it_lives_and_whether_it_may_be_asked(objects, service):
    live, ready = HEALTH.get(service, OF_SERVICES)
    container = objects.container(service)
    asked = {probe: container[probe]["httpGet"] for probe in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert asked == {"startupProbe": {"path": live, "port": "http"}, "livenessProbe": {"path": live, "port": "http"},
                     "readinessProbe": {"path": ready, "port": "http"}}


@every_service
def test_every_container_has_the_least_rights(objects, service):
    pod = objects.pod(service)
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"] == {"runAsNonRoot": True, "runAsUser": 65534, "runAsGroup": 65534, "fsGroup": 65534,
                                      "seccompProfile": {"type": "RuntimeDefault"}}
    for container in containers_of(pod):
        assert container["securityContext"] == RESTRICTED, container["name"]


@every_service
def test_every_container_says_what_it_needs_and_has_a_limit(objects, service):
    for container in containers_of(objects.pod(service)):
        assert {"cpu", "memory"} <= set(container["resources"]["requests"]), container["name"]
        assert {"cpu", "memory"} <= set(container["resources"]["limits"]), container["name"]


@every_service
def test_variables_that_kubernetes_makes_of_services_do_not_reach_it(objects, service):
    assert objects.pod(service)["enableServiceLinks"] is False


@every_service
def test_what_is_written_has_a_place_and_a_limit(objects, service):
    pod = objects.pod(service)
    for volume in pod.get("volumes", []):
        assert set(volume) == {"name", "emptyDir"} and volume["emptyDir"]["sizeLimit"]
    mounted = {mount["name"] for container in containers_of(pod) for mount in container.get("volumeMounts", [])}
    assert mounted == {volume["name"] for volume in pod.get("volumes", [])}


@every_service
def test_an_update_takes_nobody_away_before_another_one_is_there(objects, service):
    assert objects.one("Deployment", name_of(service))["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert objects.one("PodDisruptionBudget", name_of(service))["spec"]["maxUnavailable"] == 1


@every_service
def test_it_has_time_to_finish(objects, service):
    """Its own ten seconds after SIGTERM (twenty, in tg_client) come after the pause in which others forget it."""
    pod = objects.pod(service)
    pause = objects.container(service)["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert pause >= (45 if objects.one("Service", name_of(service))["spec"].get("clusterIP") == "None" else 10)
    assert pod["terminationGracePeriodSeconds"] >= pause + (30 if service == "tg_client" else 20)


@every_service
def test_it_is_never_one_alone_and_grows_with_its_load(objects, service):
    name = name_of(service)
    scalers = [each for each in objects.of("HorizontalPodAutoscaler") if each["metadata"]["name"] == name]
    deployment = objects.one("Deployment", name)["spec"]
    if service == "tg_client":  # bound by Telegram, not by its processor
        assert scalers == [] and deployment["replicas"] == 2
        return
    assert "replicas" not in deployment, "each apply would undo what the autoscaler did"
    (scaler,) = scalers
    assert scaler["spec"]["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": name}
    assert 2 <= scaler["spec"]["minReplicas"] < scaler["spec"]["maxReplicas"]


def test_the_namespace_refuses_pods_with_more_rights(objects):
    labels = objects.one("Namespace", "kinosovet")["metadata"]["labels"]
    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"

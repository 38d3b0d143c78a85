"""Who may speak to whom on Kubernetes: the arrows of the architecture's picture, and no other."""

import ipaddress

import pytest
from manifests import APPLICATION, COMPONENTS, SERVICES, name_of

OUTSIDE, NAMES, API = "outside", "kube-system", "the cluster's API"
ARROWS = {
    ("traefik", "nginx", 8080),
    ("nginx", "krakend", 8080),
    ("nginx", "tg-client", 8002),
    ("krakend", "ml-service", 8000),
    ("krakend", "db-service", 8001),
    ("tg-client", "nginx", 8080),
    ("tg-client", OUTSIDE, 443),
    ("ml-service", OUTSIDE, 443),
    ("db-service", "postgres", 5432),
    # Of the operator's.
    ("postgres", "postgres", 5432),
    ("postgres", "postgres", 8000),
    ("cnpg-system", "postgres", 5432),
    ("cnpg-system", "postgres", 8000),
    ("postgres", API, 443),
    ("postgres", API, 6443),
}
# Pods that are not of these files, and so are held to no policy of ours.
ELSEWHERE = {"traefik", "cnpg-system", OUTSIDE, API}
NO_PLACE_FOR_US = ["10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "169.254.169.254", "127.0.0.1", "fd00::1",
                   "fe80::1", "::1"]


def block_holds(block, address):
    address = ipaddress.ip_address(address)
    return address in ipaddress.ip_network(block["cidr"]) and not any(
        address in ipaddress.ip_network(part) for part in block.get("except", []))


def place_of(peer):
    """The name of what stands on the other side of an arrow."""
    if set(peer) == {"ipBlock"}:
        block = peer["ipBlock"]
        if block == {"cidr": "192.0.2.10/32"}:
            return "postgres"
        if block == {"cidr": "0.0.0.0/0"}:
            return API
        assert not [address for address in NO_PLACE_FOR_US if block_holds(block, address)]
        return OUTSIDE
    if "namespaceSelector" in peer:
        return peer["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"]
    labels = peer["podSelector"]["matchLabels"]
    return labels.get(APPLICATION) or labels["cnpg.io/cluster"]


def pods_of(policy):
    labels = policy["spec"]["podSelector"]["matchLabels"]
    return labels.get(APPLICATION) or labels["cnpg.io/cluster"]


def rules(objects, direction, side):
    """(pods of the policy, other place, port) for all that policies allow, but for what is for all pods."""
    for policy in objects.of("NetworkPolicy"):
        if policy["spec"]["podSelector"] == {}:
            continue
        assert (direction in policy["spec"]["policyTypes"]) == (direction.lower() in policy["spec"])
        for rule in policy["spec"].get(direction.lower(), []):
            assert rule[side] and rule["ports"], "a rule without peers or ports allows all"
            for peer in rule[side]:
                for port in rule["ports"]:
                    assert port["protocol"] == "TCP"
                    yield pods_of(policy), place_of(peer), port["port"]


def arrows_of(component):
    of_operator = {arrow for arrow in ARROWS if "cnpg-system" in arrow or arrow[0] == "postgres"}
    return ARROWS if component == "postgres_operator" else ARROWS - of_operator


def is_operated(objects):
    return bool(objects.of("Cluster"))


def test_nothing_is_allowed_that_no_policy_allows(objects):
    assert objects.one("NetworkPolicy", "nothing")["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_all_may_look_up_names_and_do_nothing_else_at_that_place(objects):
    for_all = [each for each in objects.of("NetworkPolicy") if each["spec"]["podSelector"] == {}]
    assert sorted(each["metadata"]["name"] for each in for_all) == ["names", "nothing"]
    assert "ingress" not in objects.one("NetworkPolicy", "names")["spec"]
    (rule,) = objects.one("NetworkPolicy", "names")["spec"]["egress"]
    assert [place_of(peer) for peer in rule["to"]] == [NAMES]
    assert rule["ports"] == [{"protocol": "UDP", "port": 53}, {"protocol": "TCP", "port": 53}]


def test_who_goes_out_goes_along_an_arrow(objects):
    arrows = arrows_of(COMPONENTS[0] if is_operated(objects) else COMPONENTS[1])
    assert set(rules(objects, "Egress", "to")) == {arrow for arrow in arrows if arrow[0] not in ELSEWHERE}


def test_who_is_let_in_came_along_an_arrow(objects):
    arrows = arrows_of(COMPONENTS[0] if is_operated(objects) else COMPONENTS[1])
    far = ELSEWHERE if is_operated(objects) else ELSEWHERE | {"postgres"}
    let_in = {(other, pods, port) for pods, other, port in rules(objects, "Ingress", "from")}
    assert let_in == {arrow for arrow in arrows if arrow[1] not in far}


@pytest.mark.parametrize("service", SERVICES)
def test_arrows_end_at_the_port_where_it_listens(objects, service):
    assert {port for _, place, port in ARROWS if place == name_of(service)} == {objects.own_port(service)}


def test_of_the_operators_namespace_only_the_operator_is_let_in(objects):
    """The namespace alone would let in whatever else runs there."""
    if is_operated(objects):
        peers = [peer for rule in objects.one("NetworkPolicy", "postgres")["spec"]["ingress"] for peer in rule["from"]]
        (operator,) = [peer for peer in peers if "namespaceSelector" in peer]
        assert operator["podSelector"]["matchLabels"] == {APPLICATION: "cloudnative-pg"}

"""A gateway that was built anew is found again at its new address, by a name server that we play. Needs nginx 1.27.3."""

import contextlib
import re
import socket
import struct
import subprocess
import threading

import pytest
from behind import FakeBot, FakeGateway
from configured_door import ConfiguredDoor
from running_service import eventually, free_port

API = "/recommender/"


class NameServer:
    """Answers each A query with the addresses of `names`, good for ten minutes as Docker says."""

    def __init__(self, **names):
        self.names = names
        self.asked = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                query, client = self.socket.recvfrom(512)
                self.socket.sendto(self.answer_to(query), client)

    def answer_to(self, query):
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode())
            at += 1 + query[at]
        question = query[12:at + 5]
        name, (kind,) = ".".join(labels), struct.unpack(">H", query[at + 1:at + 3])
        self.asked.append(name)
        is_known = name in self.names
        addresses = self.names.get(name, []) if kind == 1 else []
        head = query[:2] + struct.pack(">HHHHH", 0x8180 if is_known else 0x8183, 1, len(addresses), 0, 0)
        return head + question + b"".join(
            struct.pack(">HHHIH", 0xC00C, 1, 1, 600, 4) + socket.inet_aton(address) for address in addresses)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


@pytest.fixture(scope="module", autouse=True)
def _new_enough(nginx):
    told = subprocess.run([nginx, "-v"], capture_output=True, text=True, check=True).stderr
    version = tuple(int(part) for part in re.search(r"/(\d+)\.(\d+)\.(\d+)", told).groups())
    if version < (1, 27, 3):
        pytest.skip(f"{told.strip()} cannot resolve names while it runs")


PORT = free_port()


def resolving(nginx, names, **variables):
    return ConfiguredDoor(nginx, NGINX_RESOLVER=f"127.0.0.1:{names.port}", may_log="could not be resolved",
                          **{"NGINX_GATEWAY": f"krakend:{PORT}", "NGINX_BOT": f"tg_client:{PORT}"} | variables)


def is_answered(door):
    return door.post(f"{API}db").status == 200


def test_a_gateway_that_was_built_anew_is_found_again(nginx):
    with NameServer(krakend=["127.70.0.1"]) as names, resolving(nginx, names) as door:
        with FakeGateway("127.70.0.1", PORT) as old:
            eventually(lambda: is_answered(door), "the first gateway", patience=20)
            for _ in range(20):
                assert is_answered(door)
            assert old.connections <= 4  # kept ones
        names.names["krakend"] = ["127.70.0.2"]
        with FakeGateway("127.70.0.2", PORT) as new:
            assert door.post(f"{API}db").code() == "service_away"
            eventually(lambda: is_answered(door), "the new gateway", patience=20)
            for _ in range(20):
                assert is_answered(door)
            assert new.connections <= 4
        assert door.get("/health").status == 200


def test_one_more_gateway_takes_its_part(nginx):
    with NameServer(krakend=["127.70.0.1"]) as names, resolving(nginx, names) as door, \
            FakeGateway("127.70.0.1", PORT), FakeGateway("127.70.0.2", PORT) as more:
        eventually(lambda: is_answered(door), "the first gateway", patience=20)
        names.names["krakend"] = ["127.70.0.1", "127.70.0.2"]
        eventually(lambda: is_answered(door) and more.asked, "the second gateway", patience=20)


def test_one_gateway_of_two_that_dies_is_not_noticed(nginx):
    """Before the name server has noticed it, too."""
    with NameServer(krakend=["127.70.0.1", "127.70.0.2"]) as names, resolving(nginx, names) as door, \
            FakeGateway("127.70.0.1", PORT) as one:
        with FakeGateway("127.70.0.2", PORT) as other:
            eventually(lambda: is_answered(door) and one.asked and other.asked, "both gateways", patience=20)
        for _ in range(20):
            assert is_answered(door)


def test_what_is_not_there_at_the_start_is_found_when_it_comes(nginx):
    """The bot may never come: without a token it is not started."""
    with NameServer() as names, resolving(nginx, names) as door:
        assert door.get("/health").status == 200
        assert door.get(f"{API}ml/films/x").code() == "service_away"
        assert door.post("/telegram/").code() == "service_away"
        with FakeGateway("127.70.0.1", PORT), FakeBot("127.70.0.3", PORT):
            names.names |= {"krakend": ["127.70.0.1"], "tg_client": ["127.70.0.3"]}
            eventually(lambda: is_answered(door), "the gateway", patience=30)
            eventually(lambda: door.post("/telegram/").status == 200, "the bot", patience=30)

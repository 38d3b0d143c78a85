"""A real nginx as the door: /recommender/ml/ and /recommender/db/ with their prefix stripped.

    with Door(ml_port, db_port) as door:
        door.url        # http://127.0.0.1:…/recommender/

A service behind it may be away, and come back on the same port: nginx answers 502 meanwhile.
"""

import pathlib
import shutil
import subprocess
import tempfile

from running_service import eventually, free_port

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/errors crit;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_max_body_size 16m;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/none; uwsgi_temp_path {folder}/none; scgi_temp_path {folder}/none;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    upstream ml {{ server 127.0.0.1:{ml}; keepalive 64; }}
    upstream db {{ server 127.0.0.1:{db}; keepalive 64; }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location /recommender/ml/ {{ proxy_pass http://ml/; }}
        location /recommender/db/ {{ proxy_pass http://db/; }}
    }}
}}
"""


def find_nginx():
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


class Door:
    def __init__(self, ml_port, db_port):
        self.folder = tempfile.TemporaryDirectory(prefix="kinosovet-door-")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/recommender/"
        configuration = pathlib.Path(self.folder.name) / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(folder=self.folder.name, port=self.port, ml=ml_port, db=db_port))
        self.process = subprocess.Popen([find_nginx(), "-c", configuration, "-e", f"{self.folder.name}/errors"],
                                        stderr=subprocess.DEVNULL)
        eventually(lambda: (pathlib.Path(self.folder.name) / "pid").exists(), "nginx")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.folder.cleanup()

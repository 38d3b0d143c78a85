"""What the native stack is told: by the environment, else by `.env`, else by the defaults of this file.

Secrets that nobody gives are made once and kept in the stack's folder, for its owner alone.
"""

import os
import pathlib
import re
import secrets

ROOT = pathlib.Path(__file__).resolve().parents[2]
PORTS = {"nginx": 8088, "krakend": 8090, "ml_service": 8100, "db_service": 8101, "tg_client": 8102, "postgres": 8103}
SECRETS = ("POSTGRES_PASSWORD", "SERVICE_TOKEN", "SESSION_KEY")


class Fault(Exception):
    """A sentence for whoever started this: what is wrong, and what to do about it."""


def read_variables(path):
    """The NAME=value lines of a file such as `.env`; none where there is no file."""
    if not path.is_file():
        return {}
    lines = re.findall(r"^(?:export +)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$", path.read_text(encoding="utf-8"), re.M)
    return {name: unquoted(value.strip()) for name, value in lines}


def unquoted(value):
    """Without its quotes, or, where it has none, without the remark behind it."""
    quoted = re.fullmatch(r"""(["'])(.*)\1(\s+#.*)?""", value)
    return quoted[2] if quoted else re.sub(r"(^|\s+)#.*", "", value)


class Settings:
    def __init__(self, environment):
        file = pathlib.Path(environment.get("KINOSOVET_ENV_FILE") or ROOT / ".env")
        self.variables = {name: value for name, value in {**read_variables(file), **environment}.items() if value}
        self.build = self.path("KINOSOVET_BUILD", ROOT / "build/release")
        self.data = self.path("KINOSOVET_DATA", self.build / "share/kinosovet")
        self.folder = self.path("NATIVE_FOLDER", ROOT / "build/native")
        self.address = self.get("NATIVE_ADDRESS", "127.0.0.1")
        self.https_port = self.number("NATIVE_HTTPS_PORT", 8443, 1, 65535)
        self.patience = self.number("NATIVE_PATIENCE", 60, 1, 3600)
        self.ports = {part: self.number(port_variable(part), port, 1, 65535) for part, port in PORTS.items()}
        for part, port in self.ports.items():
            if twins := [other for other in self.ports if other > part and self.ports[other] == port]:
                raise Fault(f"{part} and {twins[0]} have both got port {port}: change {port_variable(part)}.")

    def get(self, name, default=None):
        return self.variables.get(name, default)

    def path(self, name, default):
        return pathlib.Path(self.get(name, default)).absolute()

    def number(self, name, default, least, most):
        text = str(self.get(name, default))
        if not re.fullmatch(r"\d{1,6}", text) or not least <= int(text) <= most:
            raise Fault(f"{name} is {text!r} and must be a number from {least} to {most}.")
        return int(text)

    def some(self, *names):
        """Those of these variables that are set; a name that ends in _ stands for all that begin so."""
        return {name: value for name, value in self.variables.items()
                if name in names or name.startswith(tuple(each for each in names if each.endswith("_")))}

    # Secrets

    def secret(self, name):
        """What is given, else what was kept, else a new one, which is kept from now on."""
        assert name in SECRETS
        given = self.get(name) or self.kept(name)
        if given is None:
            given = secrets.token_hex(32)
            self.keep(name, given)
        return given

    def kept(self, name):
        return read_variables(self.folder / "secrets").get(name)

    def keep(self, name, value):
        path = self.folder / "secrets"
        kept = {**read_variables(path), name: value}
        new = path.with_suffix(".new")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            for each, text in kept.items():
                print(each, text if text.isalnum() else f"'{text}'", sep="=", file=file)
        new.replace(path)


def port_variable(part):
    return f"NATIVE_{'GATEWAY' if part == 'krakend' else part.upper()}_PORT"

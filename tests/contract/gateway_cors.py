"""Which pages of other origins may ask, as KrakenD's security/cors has it; without that section none may."""

from aiohttp import web
from multidict import CIMultiDict


class Cors:
    def __init__(self, settings):
        self.settings = settings

    def is_preflight(self, request):
        return (self.settings is not None and request.method == "OPTIONS"
                and "Access-Control-Request-Method" in request.headers)

    def allowed_origin(self, request):
        """What is to be told of the origin that asks; None where it may not."""
        origins, origin = self.settings["allow_origins"], request.headers.get("Origin")
        if origin is None or not {"*", origin} & set(origins):
            return None
        return "*" if "*" in origins else origin

    def preflight(self, request):
        response = web.Response(status=204, headers={
            "Vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"})
        method = request.headers["Access-Control-Request-Method"].upper()
        wanted = [name.strip().lower() for name in request.headers.get("Access-Control-Request-Headers", "").split(",")]
        known = {"", "origin", *(name.lower() for name in self.settings["allow_headers"])}
        origin = self.allowed_origin(request)
        if origin and method in self.settings["allow_methods"] and set(wanted) <= known:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Allow-Methods"] = method
            if any(wanted):
                response.headers["Access-Control-Allow-Headers"] = ", ".join(wanted)
            response.headers["Access-Control-Max-Age"] = str(int(self.settings["max_age"]))
        return response

    def headers_for(self, request, headers):
        """`headers` of an answer, and those that let a page of another origin read it."""
        made = CIMultiDict(headers)
        if self.settings is None:
            return made
        made.add("Vary", "Origin")
        if origin := self.allowed_origin(request):
            made["Access-Control-Allow-Origin"] = origin
            made["Access-Control-Expose-Headers"] = ", ".join(self.settings["expose_headers"])
        return made

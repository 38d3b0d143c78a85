"""ml_service behind the page's door, which may be ended and come back at the same place."""

from ml_service import MlService
from running_service import free_port


class Site:
    """`door` is set by whoever opens one before it."""

    def __init__(self, program, data):
        self.program, self.data = program, data
        self.port = free_port()
        self.ml = self.door = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, *_):
        self.ml.__exit__(kind)

    def start(self):
        self.ml = MlService(self.program, self.data, port=self.port)

    def stop(self):
        self.ml.stop()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.door.port}/"

"""A running ml_service, asked for films."""

from running_service import RunningService


class MlService(RunningService):
    def __init__(self, program, data, *flags, **options):
        super().__init__(program, "--data", str(data), *flags, **options)

    def recommend(self, film, **members):
        return self.post("/recommend/", {"film": film, **members})

    def assert_still_answers(self):
        assert self.get("/health/ready").status == 200
        assert self.recommend("Один дома", limit=1).json()["recommendations"]

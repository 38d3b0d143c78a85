"""What /openapi.json says is what ml_service does."""

from description import assert_does_as_described


def test_it_does_what_its_description_says(service, tmp_path):
    assert_does_as_described(service, tmp_path)

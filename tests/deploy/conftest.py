"""The fixture of the tests of the Makefile's targets."""

import pytest
from tree_copy import Tree


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)

"""The nets under the house. A package, so that `tests.makers` is ours and nobody else's."""

"""Counters follow what activities announce."""


def listen() -> None:
    """Subscribe to the announcements of the packages below."""

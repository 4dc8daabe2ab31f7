"""The server that `.streamlit/config.toml` starts is private and safe."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((HOUSE / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("section", "option", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "enableAgentApi", False),
        ("server", "enableStaticServing", False),
        ("server", "fileWatcherType", "none"),
        ("browser", "gatherUsageStats", False),
        ("client", "toolbarMode", "viewer"),
        ("client", "showErrorDetails", "type"),
        ("client", "showErrorLinks", False),
        ("runner", "magicEnabled", False),
    ],
)
def test_the_server_is_private_and_safe(section: str, option: str, value: object) -> None:
    assert CONFIG.get(section, {}).get(option) == value, (
        f"Set `{option} = {str(value).lower()}` under [{section}] in .streamlit/config.toml."
    )


@pytest.mark.parametrize("option", ["enableXsrfProtection", "enableCORS"])
def test_the_protections_that_are_on_by_default_stay_on(option: str) -> None:
    assert CONFIG["server"].get(option, True) is True, (
        f"Take `{option}` out of [server] in .streamlit/config.toml: the default protects uploads."
    )


def test_who_starts_the_app_without_make_gets_a_link_to_click() -> None:
    assert CONFIG["server"]["headless"] is True, "The link comes without words for developers."
    assert CONFIG["logger"]["hideWelcomeMessage"] is False, "The link is in that message."


def test_no_font_is_loaded_from_elsewhere() -> None:
    assert "http" not in str(CONFIG.get("theme", {})), (
        "Take the address out of [theme] in .streamlit/config.toml: "
        "whoever serves the font would learn of every visit."
    )

"""Draws the pictures of the documentation from the sample: a real browser on a real dashboard.

Start the dashboard first (`make run`), then `.venv/bin/python docs/take_screenshots.py`.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).with_name("images")
ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8501"

COLOURS = 128
"""Colours of a picture: few, so that the repository stays small."""

SHOTS = (
    ("overview", "/", 1440, 1000, "light"),
    ("overview-dark", "/", 1440, 1000, "dark"),
    ("participation", "/participation", 1440, 1000, "light"),
    ("company", "/company?viewer=director:engberink", 1440, 1000, "light"),
    (
        "attendance-phone",
        "/attendance?viewer=facilitator:nijhof/c1,nijhof/c2&community=nijhof/c2",
        390,
        1400,
        "light",
    ),
)


def shoot(browser: Browser, name: str, path: str, width: int, height: int, scheme: str) -> None:
    """One picture, taken once nothing moves any more."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
    )
    page = context.new_page()
    page.goto(ADDRESS + path)
    page.wait_for_selector("[data-testid='stVegaLiteChart'] svg >> visible=true", timeout=30_000)
    page.wait_for_selector("[data-testid='stStatusWidget']", state="detached", timeout=30_000)
    page.wait_for_timeout(1500)
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)
    context.close()


def main() -> None:
    """All pictures."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for shot in SHOTS:
            shoot(browser, *shot)
        browser.close()


if __name__ == "__main__":
    main()

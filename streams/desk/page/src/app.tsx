// The frame: name, views, language, theme, connection.

import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type Address, VIEWS, follow, useAddress } from "./address";
import type { Label } from "./api";
import { Article } from "./article";
import type { Countries } from "./claim";
import { Filters } from "./filters";
import { type Connection, useAnswer, useStream, useVersion } from "./hooks";
import { type Lang, Words } from "./i18n";
import { Live } from "./live";
import { WhoAndWhom } from "./matrix";
import { Threads } from "./threads";
import { Time } from "./time";

const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

/** What the browser remembers of this reader; a browser that may not remember still shows the page. */
function remembered(name: string): string | null {
  try { return localStorage.getItem(`ittiham-${name}`); } catch { return null; }
}

function remember(name: string, value: string): void {
  try { localStorage.setItem(`ittiham-${name}`, value); } catch { /* a private window */ }
}

function language(address: Address): Lang {
  const asked = address.get("lang") || remembered("lang") || navigator.language;
  return asked.startsWith("ar") ? "ar" : "en";
}

export function App(): VNode {
  const address = useAddress();
  const lang = language(address);
  const words = useMemo(() => new Words(lang), [lang]);
  const [theme, setTheme] = useState<Theme>(() => THEMES.find((one) => one === remembered("theme")) ?? "auto");
  const [version, move] = useVersion();
  const [live, setLive] = useState<Connection>("connecting");
  const names = useAnswer<{ countries: Label[] }>("countries", {});
  const countries: Countries = useMemo(() => new Map((names.value?.countries ?? []).map((one) => [one.key, one])), [names.value]);
  const view = address.view;
  // What passes no filter: other views only need to know that something came.
  const listening = useStream({ text: "؟" }, { number: move, reload: () => move(-1) }, view !== "live");

  useEffect(() => {
    document.documentElement.lang = lang;
    document.documentElement.dir = words.dir;
    document.title = `${words.t(view)} · ${lang === "ar" ? "اتهام" : "Ittiham"}`;
  }, [lang, view]);
  useEffect(() => { document.documentElement.dataset.theme = theme; remember("theme", theme); }, [theme]);
  useEffect(() => { if (address.get("lang")) remember("lang", lang); }, [lang]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "/" || /^(input|select|textarea)$/i.test((event.target as HTMLElement).tagName)) return;
      event.preventDefault();
      document.getElementById("search")?.focus();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  const props = { address, words, countries, version };
  const connection = view === "live" ? live : listening;
  return (
    <>
      <a class="skip" href="#content">{words.t("skip")}</a>
      <header class="top">
        <a class="brand" href={address.with({ view: "", id: "" }).href} onClick={follow}>
          <svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" /><circle cx="8" cy="16" r="2.6" /><path d="M13.5 16h9.5M19 11.5l4.5 4.5-4.5 4.5" /></svg>
          <span><b>{lang === "ar" ? "اتهام" : "Ittiham"}</b><small>{words.t("title")}</small></span>
        </a>
        <nav class="views" aria-label={words.t("title")}>
          {VIEWS.map((one) => <a key={one} href={address.without(["id", "pick", "pair", "bucket", "level", "shape"]).with({ view: one === "live" ? "" : one }).href} onClick={follow} aria-current={view === one ? "page" : undefined}>{words.t(one)}</a>)}
        </nav>
        <div class="tools">
          <span class={`connection ${connection}`} role="status">{words.t(connection)}</span>
          <a class="tool" href={address.with({ lang: lang === "ar" ? "en" : "ar" }).href} onClick={follow} lang={lang === "ar" ? "en" : "ar"}>{words.t("language")}</a>
          <button class="tool" onClick={() => setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] as Theme)} aria-label={`${words.t("theme")}: ${words.t(theme)}`} title={`${words.t("theme")}: ${words.t(theme)}`}>
            <svg viewBox="0 0 20 20" aria-hidden="true" class={`theme ${theme}`}><circle cx="10" cy="10" r="7" /><path d="M10 3a7 7 0 0 1 0 14z" /></svg>
          </button>
        </div>
      </header>
      {view !== "article" && <Filters {...props} />}
      <main id="content" tabIndex={-1}>
        <h1 class="hidden">{words.t(view)}</h1>
        {view === "live" && <Live {...props} onConnection={setLive} onNumber={move} />}
        {view === "matrix" && <WhoAndWhom {...props} />}
        {view === "time" && <Time {...props} />}
        {view === "threads" && <Threads {...props} />}
        {view === "article" && <Article {...props} key={address.get("id")} />}
      </main>
    </>
  );
}

// One article with everything that was found in it, as the coder saw it.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { follow } from "./address";
import type { Article as Found, Event } from "./api";
import { Confidence, Heading } from "./claim";
import { useAnswer } from "./hooks";
import type { Words } from "./i18n";
import type { ViewProps } from "./live";
import { Failed, Loading } from "./states";
import { Foreign, Legend, type Mark, Marked, Sentence, clean, marksOf, webAddress } from "./text";

export function Article({ address, words, countries, version }: ViewProps): VNode {
  const answer = useAnswer<Found>(`articles/${encodeURIComponent(address.get("id"))}`, {}, version);
  const [segmented, setSegmented] = useState(false);
  if (answer.error) return <Failed words={words} error={answer.error} again={answer.again} />;
  const article = answer.value;
  if (!article) return <Loading words={words} />;
  const original = webAddress(article.url);
  const back = address.without(["id"]).with({ view: "" }).href;
  return (
    <div class="split article">
      <article class="main-column">
        <a class="back" href={back} onClick={(event) => { if (history.length > 1) { event.preventDefault(); history.back(); } else follow(event); }}>{words.t("back")}</a>
        <header>
          {article.shown_title && <h1 lang="ar" dir="rtl"><Body text={article.shown_title} field="title" article={article} words={words} /></h1>}
          <p class="meta">
            <b><Foreign>{article.source ?? "—"}</Foreign></b>{article.author && <Foreign>{article.author}</Foreign>}
            <time dateTime={article.at}>{words.moment(article.at)}</time>
            {original && <a href={original} target="_blank" rel="noopener noreferrer nofollow">{words.t("original")} ↗</a>}
          </p>
        </header>
        <div class="toolbar"><Legend words={words} />{article.sentences && <label class="check"><input type="checkbox" checked={segmented} onChange={() => setSegmented(!segmented)} /> {words.t("segmentation")}</label>}</div>
        {article.shown_text === null ? <p class="quiet">{words.t("onlyEvents")}</p>
          : segmented ? <Segmentation article={article} />
          : <div class="body" lang="ar" dir="rtl"><Body text={article.shown_text} field="text" article={article} words={words} /></div>}
        {article.coder && <p class="quiet coder">{words.t("coder")} <span dir="ltr">{`${article.coder.name} ${article.coder.version} · ${article.coder.segmenter} · ${article.coder.lexicon}`}</span></p>}
      </article>
      <section class="panel" aria-label={words.t("found")}>
        <header><h2>{words.t("found")}</h2><span class="quiet">{words.n(article.events.length)}</span></header>
        {!article.events.length && <p class="quiet">{words.t("nothingFound")}</p>}
        <ol class="claims">{article.events.map((event) => <li key={event.event_id}><FoundEvent event={event} words={words} countries={countries} /></li>)}</ol>
        <Actors article={article} words={words} />
      </section>
    </div>
  );
}

function FoundEvent({ event, words, countries }: { event: Event; words: Words; countries: ViewProps["countries"] }): VNode {
  return (
    <div class={`card ${event.type}`}>
      <h3><Heading event={event} words={words} countries={countries} /></h3>
      <Sentence event={event} words={words} />
      <footer>
        {event.negated && <span class="flag">{words.t("negatedFlag")}</span>}
        {event.hypothetical && <span class="flag">{words.t("hypotheticalFlag")}</span>}
        <Confidence value={event.confidence} words={words} />
        <span class="quiet">{words.t("rule")} <code dir="ltr">{clean(event.rule)}</code></span>
      </footer>
    </div>
  );
}

function Body({ text, field, article, words }: { text: string; field: string; article: Found; words: Words }): VNode {
  const marks: Mark[] = article.events.filter((event) => event.field === field).flatMap(marksOf);
  // Of two events that mark the same words once is enough.
  const once = [...new Map(marks.map((mark) => [`${mark.role}${mark.start}-${mark.end}`, mark])).values()];
  return <Marked text={text} offset={0} marks={once} words={words} />;
}

function Segmentation({ article }: { article: Found }): VNode {
  return (
    <ol class="segmentation" lang="ar" dir="rtl">
      {(article.sentences ?? []).map((sentence) => <li key={`${sentence.field}${sentence.start}`}>{clean(sentence.segmented)}</li>)}
    </ol>
  );
}

function Actors({ article, words }: { article: Found; words: Words }): VNode | null {
  const found = new Map<string, { text: string; name: string | null; code: string | null; times: number }>();
  for (const actor of article.actors ?? []) {
    const key = actor.actor_id ?? actor.name ?? actor.text;
    const one = found.get(key) ?? { text: actor.text, name: actor.name, code: actor.cameo ?? actor.country, times: 0 };
    found.set(key, { ...one, times: one.times + 1 });
  }
  if (!found.size) return null;
  return (
    <>
      <h2>{words.t("actorsFound")}</h2>
      <ul class="actors">
        {[...found].map(([key, actor]) => (
          <li key={key}><bdi lang="ar">{clean(actor.text)}</bdi>{words.lang === "en" && actor.name && <span class="quiet"> {clean(actor.name)}</span>}{actor.code && <abbr>{clean(actor.code)}</abbr>}{actor.times > 1 && <span class="quiet">×{words.n(actor.times)}</span>}</li>
        ))}
      </ul>
    </>
  );
}

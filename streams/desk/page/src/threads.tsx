// Threads: an accusation, what was answered, and how long that took.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { FILTERS, follow, go } from "./address";
import { type Thread, get } from "./api";
import { Heading, articleHref } from "./claim";
import { useAnswer } from "./hooks";
import type { ViewProps } from "./live";
import { Empty, Failed, Loading } from "./states";
import { Foreign, Legend, Sentence } from "./text";

interface Page { threads: Thread[]; window: number; next: string | null }

export function Threads({ address, words, countries, version }: ViewProps): VNode {
  const first = useAnswer<Page>("threads", address.query(), version);
  const [more, setMore] = useState<Page | null>(null);
  useEffect(() => setMore(null), [first.value]);
  if (first.error) return <Failed words={words} error={first.error} again={first.again} />;
  if (!first.value) return <Loading words={words} />;
  const threads = [...first.value.threads, ...(more?.threads ?? [])];
  const next = more ? more.next : first.value.next;
  const load = () => get<Page>("threads", { ...address.query(), cursor: next ?? undefined })
    .then((page) => setMore((old) => ({ ...page, threads: [...(old?.threads ?? []), ...page.threads] })), first.again);
  const meta = (event: Thread["accusation"]) => (
    <p class="meta"><Foreign>{event.source ?? "—"}</Foreign><time dateTime={event.at}>{words.moment(event.at)}</time><a href={articleHref(address, event.article_id)} onClick={follow}>{words.t("openArticle")}</a></p>
  );
  return (
    <div class="narrow">
      <h2 class="hidden">{words.t("claims")}</h2>
      <div class="toolbar"><span class="quiet">{words.t("threadsIntro")} {words.span(first.value.window)}</span><Legend words={words} /></div>
      {!threads.length && <Empty words={words} filtered={address.isFiltered()} onClear={() => go(address.without(FILTERS))} />}
      <ol class="threads">
        {threads.map(({ accusation, answers }) => (
          <li class="thread" key={accusation.event_id}>
            <article class={`accusation ${accusation.type}`}>
              <h3><Heading event={accusation} words={words} countries={countries} /></h3>
              <Sentence event={accusation} words={words} />
              {meta(accusation)}
            </article>
            <ol>
              {answers.map((answer) => (
                <li class={`answer ${answer.kind}`} key={answer.event.event_id}>
                  <p class="delay"><b>{words.t(answer.kind)}</b> {answer.same_article ? words.t("sameArticle") : answer.seconds < 60 ? words.t("atOnce") : `${words.t("after")} ${words.span(answer.seconds)}`}</p>
                  <h4><Heading event={answer.event} words={words} countries={countries} /></h4>
                  <Sentence event={answer.event} words={words} />
                  {meta(answer.event)}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {next && <button class="button load-more" onClick={load}>{words.t("loadMore")}</button>}
    </div>
  );
}

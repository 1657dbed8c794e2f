// Live: claims as they come, newest first, copies folded under the first of them.

import type { VNode } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Address, FILTERS, go } from "./address";
import { type Claim, type Counts, type Label, type Query, get, search } from "./api";
import { ClaimCard, type Countries } from "./claim";
import { TYPES } from "./filters";
import { type Connection, useAnswer, useNow, useStream } from "./hooks";
import type { Words } from "./i18n";
import { Empty, Failed, Loading } from "./states";
import { Legend, clean } from "./text";

export interface ViewProps { address: Address; words: Words; countries: Countries; version: number }

const MOST = 500;

interface List { claims: Claim[]; next: string | null; error: string | null; loading: boolean; query: string }

function merge(claims: Claim[], claim: Claim): Claim[] {
  const at = claims.findIndex((one) => one.claim_id === claim.claim_id);
  if (at >= 0) return claims.map((one, i) => (i === at ? claim : one));
  const place = claims.findIndex((one) => one.number < claim.number);
  // Older than all that is here: it belongs to what "load more" brings.
  if (place < 0 && claims.length) return claims;
  return place < 0 ? [claim] : [...claims.slice(0, place), claim, ...claims.slice(place)].slice(0, MOST);
}

export function Live({ address, words, countries, version, onConnection, onNumber }: ViewProps & { onConnection: (state: Connection) => void; onNumber: (value: number) => void }): VNode {
  const query = address.query();
  const asked = search(query);
  const [list, setList] = useState<List>({ claims: [], next: null, error: null, loading: true, query: "" });
  const [paused, setPaused] = useState(false);
  const [waiting, setWaiting] = useState<Claim[]>([]);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState("");
  const now = useNow();

  const load = useCallback((cursor: string | null) => {
    setList((old) => ({ ...old, claims: cursor || old.query === asked ? old.claims : [], error: null, loading: true }));
    get<{ claims: Claim[]; next: string | null }>("claims", { ...query, limit: "40", cursor: cursor ?? undefined }).then(
      (page) => setList((old) => ({ claims: cursor ? [...old.claims, ...page.claims].slice(0, MOST) : page.claims, next: page.next, error: null, loading: false, query: asked })),
      (error: Error) => setList((old) => ({ ...old, error: error.message, loading: false })),
    );
  }, [asked]);
  useEffect(() => { setWaiting([]); load(null); }, [asked]);

  const show = (claims: Claim[]) => {
    setList((old) => ({ ...old, claims: claims.reduce(merge, old.claims) }));
    setFresh(new Set(claims.map((claim) => claim.claim_id)));
    setSaid(words.plural("fresh", claims.length));
  };
  const connection = useStream(query, {
    claim: (claim) => (paused ? setWaiting((old) => [...old.filter((one) => one.claim_id !== claim.claim_id), claim]) : show([claim])),
    correction: (articles) => {
      const gone = new Set(articles);
      setList((old) => ({ ...old, claims: old.claims.filter((claim) => !gone.has(claim.article_id)) }));
      setWaiting((old) => old.filter((claim) => !gone.has(claim.article_id)));
    },
    number: onNumber,
    reload: () => load(null),
  });
  useEffect(() => onConnection(connection), [connection]);
  const resume = () => { show(waiting); setWaiting([]); setPaused(false); };
  useKeys(() => (paused ? resume() : setPaused(true)));

  return (
    <div class="live">
      <div class="stream">
        <h2 class="hidden">{words.t("claims")}</h2>
        <div class="toolbar">
          <Legend words={words} />
          <button class="button" aria-pressed={paused} onClick={() => (paused ? resume() : setPaused(true))}>{words.t(paused ? "resume" : "pause")}</button>
        </div>
        {paused && waiting.length > 0 && <button class="waiting" onClick={resume}>{words.plural("fresh", waiting.length)} · {words.t("unread")}</button>}
        <p class="hidden" aria-live="polite">{said}</p>
        {list.error && <Failed words={words} error={list.error} again={() => load(null)} />}
        {!list.error && !list.claims.length && (list.loading ? <Loading words={words} /> : <Empty words={words} filtered={address.isFiltered()} onClear={() => go(address.without(FILTERS))} />)}
        <ol class="claims">
          {list.claims.map((claim) => (
            <li key={claim.claim_id}><ClaimCard claim={claim} address={address} words={words} countries={countries} now={now} fresh={fresh.has(claim.claim_id)} /></li>
          ))}
        </ol>
        {list.claims.length > 0 && (list.next && list.claims.length < MOST
          ? <button class="button load-more" disabled={list.loading} onClick={() => load(list.next)}>{words.t(list.loading ? "loading" : "loadMore")}</button>
          : <p class="quiet end">{words.t("end")}</p>)}
      </div>
      <Glance query={query} address={address} words={words} version={version} />
    </div>
  );
}

/** `p` pauses, `j` and `k` go from claim to claim, `/` searches; never while somebody writes. */
function useKeys(pause: () => void): void {
  const latest = useRef(pause);
  latest.current = pause;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(input|select|textarea)$/i.test(target.tagName)) return;
      if (event.key === "p") latest.current();
      if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function step(by: number): void {
  const cards = [...document.querySelectorAll<HTMLElement>(".card")];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  cards[Math.min(cards.length - 1, Math.max(0, at + by))]?.focus();
}

function Glance({ query, address, words, version }: { query: Query; address: Address; words: Words; version: number }): VNode {
  const counts = useAnswer<Counts>("counts", query, version).value;
  const parties = useAnswer<{ parties: (Label & { claims: number })[] }>("parties", { ...query, level: "country", limit: "8" }, version).value?.parties ?? [];
  const most = Math.max(1, ...Object.values(counts?.by_type ?? {}));
  const top = Math.max(1, ...parties.map((party) => party.claims));
  return (
    <aside class="glance" aria-label={words.t("glance")}>
      <h2>{words.t("glance")}</h2>
      <dl class="figures">
        {([["claims", counts?.claims], ["articles", counts?.articles], ["papers", counts?.sources]] as const).map(([name, value]) => (
          <div key={name}><dt>{words.t(name)}</dt><dd>{value === undefined ? "–" : words.n(value)}</dd></div>
        ))}
      </dl>
      <h3>{words.t("byType")}</h3>
      <ul class="bars">
        {TYPES.map((type) => (
          <li key={type} class={type}><span>{words.type(type)}</span><Meter share={(counts?.by_type[type] ?? 0) / most} /><b>{words.n(counts?.by_type[type] ?? 0)}</b></li>
        ))}
      </ul>
      {parties.length > 0 && <h3>{words.t("mostNamed")}</h3>}
      <ul class="bars">
        {parties.map((party) => (
          <li key={party.key}>
            <button class="link-button" onClick={() => go(address.with({ country: party.key }))}>{clean(words.lang === "ar" ? party.ar : party.en)}</button>
            <Meter share={party.claims / top} /><b>{words.n(party.claims)}</b>
          </li>
        ))}
      </ul>
      <p class="quiet note">{words.t("numbersNote")}</p>
      <p class="quiet note keys">{words.t("keys")}</p>
      <p class="downloads">{words.t("download")}: <a href={`/api/v1/events.csv?${search(query)}`} download>CSV</a> <a href={`/api/v1/events.parquet?${search(query)}`} download>Parquet</a></p>
    </aside>
  );
}

const Meter = ({ share }: { share: number }) => (
  <svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" class="track" /><rect width={100 * share} height="8" /></svg>
);

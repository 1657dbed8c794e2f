// One claim: who accuses whom, how, where, and the sentence that says so.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { type Address, follow } from "./address";
import type { Claim, Event, Label, Party } from "./api";
import type { Words } from "./i18n";
import { Arabic, Foreign, Sentence, clean, webAddress, wordsOf } from "./text";

export type Countries = Map<string, Label>;

export const Arrow = ({ both = false }: { both?: boolean }) => (
  <svg class={both ? "arrow both" : "arrow"} viewBox="0 0 28 12" aria-hidden="true"><path d={both ? "M7 1 2 6l5 5M2 6h24M21 1l5 5-5 5" : "M1 6h25M21 1l5 5-5 5"} /></svg>
);

function nameOf(party: Party, event: Event, words: Words): string {
  return words.lang === "ar" || !party.name ? wordsOf(party, event) : clean(party.name);
}

function Who({ event, parties, words, countries, side }: { event: Event; parties: Party[]; words: Words; countries: Countries; side: "accuser" | "accused" }): VNode {
  if (!parties.length) return <span class="who nobody">{words.t("nobody")}</span>;
  return (
    <span class={`who ${side}`}>
      {parties.map((party, i) => {
        const country = party.country ? countries.get(party.country) : undefined;
        const isState = party.actor_id === party.country && party.country !== null;
        return (
          <span class="party" key={i}>
            {i > 0 && <span class="quiet">{words.lang === "ar" ? "، " : ", "}</span>}
            <bdi>{nameOf(party, event, words)}</bdi>
            {words.lang === "en" && party.name && <>{" "}<Arabic className="as-written">{wordsOf(party, event)}</Arabic></>}
            {country && !isState && <abbr title={words.lang === "ar" ? country.ar : country.en}>{party.country}</abbr>}
          </span>
        );
      })}
    </span>
  );
}

export function Heading({ event, words, countries }: { event: Event; words: Words; countries: Countries }): VNode {
  const relation = event.reciprocal ? words.t("mutual") : words.type(event.type);
  return (
    <span class="heading">
      <Who event={event} parties={event.accusers} words={words} countries={countries} side="accuser" />
      <span class={`relation ${event.type}`}><Arrow both={event.reciprocal} /><span class="type">{relation}</span></span>
      {!event.reciprocal && <Who event={event} parties={event.accused} words={words} countries={countries} side="accused" />}
    </span>
  );
}

export function Confidence({ value, words }: { value: number | null; words: Words }): VNode | null {
  if (value === null) return null;
  const label = `${words.t("confidence")} ${words.percent(value)}`;
  return (
    <span class="confidence" title={label}>
      <span class="hidden">{label}</span>
      <svg viewBox="0 0 40 6" aria-hidden="true"><rect width="40" height="6" rx="3" class="track" /><rect width={40 * value} height="6" rx="3" /></svg>
      <span aria-hidden="true">{words.percent(value)}</span>
    </span>
  );
}

export const articleHref = (address: Address, id: string) => address.without(["pick", "pair", "bucket", "level", "shape"]).with({ view: "article", id }).href;

function Copies({ claim, address, words }: { claim: Claim; address: Address; words: Words }): VNode {
  return (
    <ul class="copies">
      {claim.printed.map((copy) => (
        <li key={copy.article_id}>
          <a href={articleHref(address, copy.article_id)} onClick={follow}><Foreign>{copy.source ?? copy.article_id}</Foreign></a>
          <time dateTime={copy.at}>{words.moment(copy.at)}</time>
        </li>
      ))}
    </ul>
  );
}

export function ClaimCard({ claim, address, words, countries, now, fresh = false }: { claim: Claim; address: Address; words: Words; countries: Countries; now: number; fresh?: boolean }): VNode {
  const [open, setOpen] = useState(false);
  const original = webAddress(claim.url);
  const label = `claim-${claim.event_id}`;
  return (
    <article class={`card ${claim.type}${fresh ? " fresh" : ""}`} aria-labelledby={label} tabIndex={-1} data-claim={claim.claim_id}>
      <header>
        <h3 id={label}><Heading event={claim} words={words} countries={countries} /></h3>
        <time dateTime={claim.at} title={words.moment(claim.at)}>{words.relative(claim.at, now)}</time>
      </header>
      <Sentence event={claim} words={words} />
      <footer>
        <span class="paper"><Foreign>{claim.source ?? "—"}</Foreign></span>
        {claim.copies > 1 && (
          <button class="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {claim.papers > 1 ? words.plural("papers", claim.papers) : words.plural("copies", claim.copies)}
          </button>
        )}
        {claim.negated && <span class="flag">{words.t("negatedFlag")}</span>}
        {claim.hypothetical && <span class="flag">{words.t("hypotheticalFlag")}</span>}
        <Confidence value={claim.confidence} words={words} />
        <span class="links">
          <a href={articleHref(address, claim.article_id)} onClick={follow}>{words.t("openArticle")}</a>
          {original && <a href={original} target="_blank" rel="noopener noreferrer nofollow" title={words.t("original")} aria-label={words.t("original")}>↗</a>}
        </span>
      </footer>
      {open && <Copies claim={claim} address={address} words={words} />}
    </article>
  );
}

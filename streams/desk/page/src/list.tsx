// The claims behind a number: of a cell, an arrow, a bar.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Address } from "./address";
import { type Claim, type Query, get } from "./api";
import { ClaimCard, type Countries } from "./claim";
import { useAnswer, useNow } from "./hooks";
import type { Words } from "./i18n";
import { Empty, Failed, Loading } from "./states";

export function ClaimList({ query, address, words, countries, version }: { query: Query; address: Address; words: Words; countries: Countries; version: number }): VNode {
  const first = useAnswer<{ claims: Claim[]; next: string | null }>("claims", { ...query, order: "published", limit: "20" }, version);
  const [more, setMore] = useState<{ claims: Claim[]; next: string | null } | null>(null);
  const now = useNow();
  useEffect(() => setMore(null), [first.value]);
  if (first.error) return <Failed words={words} error={first.error} again={first.again} />;
  if (!first.value) return <Loading words={words} rows={3} />;
  const claims = [...first.value.claims, ...(more?.claims ?? [])];
  const next = more ? more.next : first.value.next;
  const load = () => get<{ claims: Claim[]; next: string | null }>("claims", { ...query, order: "published", limit: "20", cursor: next ?? undefined })
    .then((page) => setMore((old) => ({ claims: [...(old?.claims ?? []), ...page.claims], next: page.next })), first.again);
  if (!claims.length) return <Empty words={words} filtered={true} />;
  return (
    <>
      <ol class="claims">
        {claims.map((claim) => <li key={claim.claim_id}><ClaimCard claim={claim} address={address} words={words} countries={countries} now={now} /></li>)}
      </ol>
      {next && <button class="button load-more" onClick={load}>{words.t("loadMore")}</button>}
    </>
  );
}

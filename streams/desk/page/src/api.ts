// The API's answers, and how to ask for them.

export interface Span { start: number; end: number; text: string }
export interface Party extends Span { actor_id: string | null; name: string | null; kind: string | null; country: string | null; cameo: string | null }
export interface Event {
  number: number; event_id: string; claim_id: string; article_id: string; url: string | null; source: string | null; published_at: string | null;
  at: string; came: string; type: string; field: string; sentence: Span & { index: number }; trigger: Span & { lemma: string; segmented: string };
  accusers: Party[]; accused: Party[]; content: Span | null; reciprocal: boolean; negated: boolean; hypothetical: boolean;
  confidence: number | null; rule: string; shown: string;
}
export interface Claim extends Event { copies: number; papers: number; printed: { article_id: string; source: string | null; at: string }[] }
export interface Label { key: string; en: string; ar: string }
export interface Counts { claims: number; events: number; articles: number; sources: number; by_type: Record<string, number>; first: string | null; last: string | null }
export interface Matrix { parties: (Label & { made: number; received: number })[]; cells: { accuser: string; accused: string; claims: number }[]; left_out: number }
export interface Timeline {
  points: { start: string; claims: number; by_type: Record<string, number> }[];
  peaks: { start: string; claims: number; leading: Event & { papers: number; copies: number } }[];
}
export interface Thread { accusation: Event; answers: { kind: "denial" | "counter"; event: Event; same_article: boolean; seconds: number }[] }
export interface Article {
  article_id: string; title: string | null; text: string | null; shown_title: string | null; shown_text: string | null; url: string | null; source: string | null; author: string | null; published_at: string | null;
  at: string; came: string; sentences: { field: string; start: number; end: number; segmented: string }[] | null;
  actors: (Party & { field: string })[] | null; coder: { name: string; version: string; segmenter: string; lexicon: string } | null; events: Event[];
}

export type Query = Record<string, string | string[] | undefined>;

export function search(query: Query): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== "") found.append(name, one);
  }
  return found.toString();
}

/** What a browser says of it is in its own words and language. */
export const UNREACHABLE = "unreachable";

export async function get<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(`/api/v1/${path}?${search(query)}`, { signal }).catch(() => { throw new Error(UNREACHABLE); });
  const value = await answer.json().catch(() => ({ error: `HTTP ${answer.status}` }));
  if (!answer.ok) throw new Error(String(value.error ?? `HTTP ${answer.status}`));
  return value as T;
}

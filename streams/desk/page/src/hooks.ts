// Asking the API from a component, and hearing what comes.

import { useEffect, useRef, useState } from "preact/hooks";
import { type Claim, type Query, get, search } from "./api";

export interface Loaded<T> { value: T | null; error: string | null; loading: boolean; again: () => void }

/** An answer of the API; asked again when the question changes, or `version` does. What was there stays until then. */
export function useAnswer<T>(path: string | null, query: Query, version = 0): Loaded<T> {
  const [state, setState] = useState<{ value: T | null; error: string | null; loading: boolean; asked: string }>({ value: null, error: null, loading: true, asked: "" });
  const [tries, setTries] = useState(0);
  const question = path === null ? null : `${path}?${search(query)}`;
  useEffect(() => {
    if (path === null || question === null) return;
    const abort = new AbortController();
    setState((old) => ({ ...old, value: old.asked === question ? old.value : null, error: null, loading: true }));
    get<T>(path, query, abort.signal).then(
      (value) => setState({ value, error: null, loading: false, asked: question }),
      (error: Error) => { if (!abort.signal.aborted) setState((old) => ({ ...old, error: error.message, loading: false })); },
    );
    return () => abort.abort();
  }, [question, version, tries]);
  return { value: state.value, error: state.error, loading: state.loading, again: () => setTries((count) => count + 1) };
}

export type Connection = "connecting" | "connected" | "lost";
export interface Heard { claim?: (claim: Claim) => void; correction?: (articles: string[]) => void; reload?: () => void; number?: (value: number) => void }

/** Whether the page can be seen. A browser has six connections to one host, for all of its tabs: those in sight need them. */
function useVisible(): boolean {
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const update = () => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", update);
    return () => document.removeEventListener("visibilitychange", update);
  }, []);
  return visible;
}

/** Listens to `/events` while mounted, wanted and in sight. The browser connects again by itself, and says where it was. */
export function useStream(query: Query, heard: Heard, wanted = true): Connection {
  const [state, setState] = useState<Connection>("connecting");
  const latest = useRef(heard);
  const missed = useRef(false);
  latest.current = heard;
  const question = search(query);
  const visible = useVisible();
  useEffect(() => {
    if (!wanted) return;
    if (!visible) { missed.current = true; return; }
    if (missed.current) { missed.current = false; latest.current.reload?.(); }
    let source: EventSource | null = null;
    let timer = 0;
    const open = () => {
      source = new EventSource(`/events?${question}`);
      const listen = <T,>(kind: string, use: (value: T) => void) =>
        source?.addEventListener(kind, (message) => use(JSON.parse((message as MessageEvent<string>).data) as T));
      source.onopen = () => setState("connected");
      source.onerror = () => {
        setState("lost");
        // Refused outright (too many pages, a proxy's error): the browser gives up, we do not.
        if (source?.readyState === EventSource.CLOSED) timer = window.setTimeout(() => { open(); latest.current.reload?.(); }, 5_000);
      };
      listen<Claim>("claim", (claim) => latest.current.claim?.(claim));
      listen<{ articles: string[] }>("correction", ({ articles }) => latest.current.correction?.(articles));
      listen<{ number: number }>("number", ({ number }) => latest.current.number?.(number));
      listen("reload", () => latest.current.reload?.());
    };
    setState("connecting");
    open();
    return () => { clearTimeout(timer); source?.close(); };
  }, [question, wanted, visible]);
  return state;
}

/** A number that moves when the database does, at most every few seconds: what views reload by; and what moves it. */
export function useVersion(): [number, (value: number) => void] {
  const [version, setVersion] = useState(0);
  const pending = useRef(0);
  const last = useRef<number | null>(null);
  const move = (value: number) => {
    const isNews = last.current !== null && last.current !== value;
    last.current = value;
    if (isNews && !pending.current) pending.current = window.setTimeout(() => { pending.current = 0; setVersion(last.current ?? 0); }, 3_000);
  };
  useEffect(() => () => clearTimeout(pending.current), []);
  return [version, move];
}

export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

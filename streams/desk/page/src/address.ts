// The view and its filters live in the address, so that what one sees can be sent to a colleague.

import { useEffect, useState } from "preact/hooks";
import type { Query } from "./api";

export const VIEWS = ["live", "matrix", "time", "threads"] as const;
export type View = (typeof VIEWS)[number] | "article";
export const FILTERS = ["text", "country", "accuser", "accused", "actor", "source", "type", "since", "until", "min_confidence", "negated", "hypothetical", "claim"] as const;
export type Filter = (typeof FILTERS)[number];

export class Address {
  constructor(private readonly params: URLSearchParams) {}

  get view(): View {
    const view = this.params.get("view") as View;
    return view === "article" || VIEWS.includes(view as never) ? view : "live";
  }

  get = (name: string) => this.params.get(name) ?? "";
  types = () => this.params.getAll("type");

  /** The filters as the API takes them. */
  query(): Query {
    const found: Query = {};
    for (const name of FILTERS) found[name] = name === "type" ? this.types() : this.get(name) || undefined;
    return found;
  }

  isFiltered = () => FILTERS.some((name) => this.params.has(name));

  /** The same with changes; an empty value takes a parameter away. */
  with(changes: Record<string, string | string[]>): Address {
    const next = new URLSearchParams(this.params);
    for (const [name, value] of Object.entries(changes)) {
      next.delete(name);
      for (const one of Array.isArray(value) ? value : [value]) if (one) next.append(name, one);
    }
    return new Address(next);
  }

  without(names: readonly string[]): Address {
    return this.with(Object.fromEntries(names.map((name) => [name, ""])));
  }

  get href(): string {
    const query = this.params.toString();
    return query ? `/?${query}` : "/";
  }
}

const here = () => new Address(new URLSearchParams(location.search));

export function go(address: Address, replace = false): void {
  if (address.href === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", address.href);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** A click on a link of our own stays in the page; with a modifier it does what the browser does. */
export function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const link = event.currentTarget as HTMLAnchorElement;
  go(new Address(new URLSearchParams(new URL(link.href).search)));
}

export function useAddress(): Address {
  const [address, setAddress] = useState(here);
  useEffect(() => {
    const update = () => setAddress(here());
    addEventListener("popstate", update);
    return () => removeEventListener("popstate", update);
  }, []);
  return address;
}

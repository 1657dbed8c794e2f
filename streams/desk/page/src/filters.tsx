// The filters: what is asked for stands in the address, and as chips that can be taken away one by one.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Address, FILTERS, type Filter, go } from "./address";
import type { Label } from "./api";
import type { Countries } from "./claim";
import { useAnswer } from "./hooks";
import type { Key, Words } from "./i18n";
import { clean } from "./text";

export const TYPES = ["accuse", "blame", "condemn", "charge", "deny"];

interface Props { address: Address; words: Words; countries: Countries; version: number }

const set = (address: Address, changes: Record<string, string | string[]>) => go(address.with({ ...changes, pick: "" }));

export function Filters(props: Props): VNode {
  const { address, words } = props;
  const [open, setOpen] = useState(false);
  const types = address.types();
  const toggle = (type: string) => set(address, { type: types.includes(type) ? types.filter((one) => one !== type) : [...types, type] });
  return (
    <section class="filters" aria-label={words.t("filters")}>
      <div class="bar">
        <Search address={address} words={words} />
        <div class="types" role="group" aria-label={words.t("type")}>
          {TYPES.map((type) => (
            <button key={type} class={`chip ${type}`} aria-pressed={types.includes(type)} onClick={() => toggle(type)}>{words.type(type)}</button>
          ))}
        </div>
        <button class="button quiet-button" aria-expanded={open} aria-controls="more-filters" onClick={() => setOpen(!open)}>{words.t("more")}</button>
      </div>
      {open && <More {...props} />}
      <Chips {...props} />
    </section>
  );
}

function Search({ address, words }: { address: Address; words: Words }): VNode {
  const [text, setText] = useState(address.get("text"));
  useEffect(() => setText(address.get("text")), [address.get("text")]);
  useEffect(() => {
    if (text === address.get("text")) return;
    const timer = setTimeout(() => set(address, { text: text.trim() }), 350);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label class="search">
      <span class="hidden">{words.t("search")}</span>
      <svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="9" cy="9" r="6" /><path d="m14 14 4 4" /></svg>
      <input id="search" type="search" dir="auto" maxLength={200} value={text} placeholder={words.t("search")} title={words.t("searchHint")}
        onInput={(event) => setText(event.currentTarget.value)} />
    </label>
  );
}

function More({ address, words, version }: Props): VNode {
  const bare = {};
  const parties = useAnswer<{ parties: Label[] }>("parties", { ...bare, level: "country", negated: "include", hypothetical: "include" }, version);
  const actors = useAnswer<{ parties: Label[] }>("parties", { ...bare, level: "actor", negated: "include", hypothetical: "include" }, version);
  const sources = useAnswer<{ sources: { source: string }[] }>("sources", { negated: "include", hypothetical: "include" }, version);
  const label = (one: Label): [string, string] => [one.key, clean(words.lang === "ar" ? one.ar : one.en)];
  const countries = parties.value?.parties.map(label) ?? [];
  const people = actors.value?.parties.map(label) ?? [];
  const papers = sources.value?.sources.map(({ source }): [string, string] => [source, clean(source)]) ?? [];
  const pick = (name: Filter, options: [string, string][]) => <Pick key={name} name={name} options={options} address={address} words={words} />;
  const flag = (name: Filter) => pick(name, [["include", words.t("include")], ["only", words.t("only")]]);
  return (
    <div class="more" id="more-filters">
      {pick("country", countries)}{pick("accuser", countries)}{pick("accused", countries)}{pick("actor", people)}{pick("source", papers)}
      {(["since", "until"] as const).map((name) => (
        <label key={name}><span>{words.t(name)}</span>
          <input type="date" value={address.get(name)} max="9999-12-31" onChange={(event) => set(address, { [name]: event.currentTarget.value })} />
        </label>
      ))}
      {pick("min_confidence", ["0.5", "0.7", "0.8", "0.9"].map((value): [string, string] => [value, words.percent(Number(value))]))}
      {flag("negated")}{flag("hypothetical")}
    </div>
  );
}

function Pick({ name, options, address, words }: { name: Filter; options: [string, string][]; address: Address; words: Words }): VNode {
  const value = address.get(name);
  const shown: [string, string][] = value && !options.some(([key]) => key === value) ? [[value, value], ...options] : options;
  const nothing = name === "negated" || name === "hypothetical" ? words.t("exclude") : words.t("any");
  return (
    <label><span>{words.t(name)}</span>
      <select value={value} onChange={(event) => set(address, { [name]: event.currentTarget.value })}>
        <option value="">{nothing}</option>
        {shown.map(([key, text]) => <option value={key} key={key}>{text}</option>)}
      </select>
    </label>
  );
}

function Chips({ address, words, countries }: Props): VNode | null {
  if (!address.isFiltered()) return null;
  const named = (name: Filter, value: string) => {
    const code = value.replace(/^(country|actor):/, "");
    const country = ["country", "accuser", "accused"].includes(name) ? countries.get(code) : undefined;
    if (country) return words.lang === "ar" ? country.ar : country.en;
    if (name === "type") return words.type(value);
    if (name === "min_confidence") return words.percent(Number(value));
    return name === "negated" || name === "hypothetical" ? words.t(value as Key) : code;
  };
  const chips = FILTERS.flatMap((name) => (name === "type" ? address.types() : [address.get(name)]).filter(Boolean).map((value) => ({ name, value })));
  const without = (name: Filter, value: string) => (name === "type" ? address.types().filter((one) => one !== value) : "");
  return (
    <div class="chips">
      {chips.map(({ name, value }) => (
        <button key={name + value} class="chip removable" onClick={() => set(address, { [name]: without(name, value) })} title={words.t("remove")}>
          <span class="quiet">{words.t(name)}</span> <bdi>{clean(named(name, value))}</bdi> <span aria-hidden="true">×</span>
          <span class="hidden">{words.t("remove")}</span>
        </button>
      ))}
      <button class="link-button" onClick={() => go(address.without([...FILTERS, "pick"]))}>{words.t("clear")}</button>
    </div>
  );
}

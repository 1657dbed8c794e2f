// What is shown while there is nothing to show.

import type { ComponentChildren, VNode } from "preact";
import { UNREACHABLE } from "./api";
import type { Words } from "./i18n";

export function Loading({ words, rows = 4 }: { words: Words; rows?: number }): VNode {
  return (
    <div class="skeletons" role="status">
      <span class="hidden">{words.t("loading")}</span>
      {Array.from({ length: rows }, (_, i) => <div class="skeleton" key={i} aria-hidden="true"><i /><i /><i /></div>)}
    </div>
  );
}

export function Empty({ words, filtered, onClear }: { words: Words; filtered: boolean; onClear?: () => void }): VNode {
  return (
    <div class="notice" role="status">
      <svg viewBox="0 0 64 40" aria-hidden="true"><circle cx="12" cy="20" r="7" /><path d="M24 20h22M38 12l9 8-9 8" /><circle cx="57" cy="20" r="4" class="hollow" /></svg>
      <h2>{words.t(filtered ? "emptyFiltered" : "emptyTitle")}</h2>
      <p>{words.t(filtered ? "emptyFilteredText" : "emptyText")}</p>
      {filtered && onClear && <button class="button" onClick={onClear}>{words.t("clear")}</button>}
    </div>
  );
}

export function Failed({ words, error, again }: { words: Words; error: string; again: () => void }): VNode {
  return (
    <div class="notice failed" role="alert">
      <h2>{words.t("errorTitle")}</h2>
      {error === UNREACHABLE ? <p>{words.t("unreachable")}</p> : <p dir="ltr" lang="en">{error}</p>}
      <button class="button" onClick={again}>{words.t("again")}</button>
    </div>
  );
}

export function Panel({ title, children, onClose, words }: { title: ComponentChildren; children: ComponentChildren; onClose?: () => void; words: Words }): VNode {
  return (
    <section class="panel" aria-label={words.t("claims")}>
      <header><h2>{title}</h2>{onClose && <button class="icon-button" onClick={onClose} aria-label={words.t("close")}>×</button>}</header>
      {children}
    </section>
  );
}

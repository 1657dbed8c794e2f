// What the page says, in its two languages; and numbers, times and plurals as each has them.

export type Lang = "ar" | "en";

const EN = {
  title: "Who accuses whom", live: "Live", matrix: "Who and whom", time: "Time", threads: "Threads", article: "Article",
  skip: "Skip to the content", language: "العربية", theme: "Theme", auto: "Auto", light: "Light", dark: "Dark",
  search: "Search sentences", searchHint: "Words in Arabic; spelling and ال do not matter", filters: "Filters", more: "More filters",
  clear: "Clear all", remove: "Remove filter", country: "Country", accuser: "Accuser", accused: "Accused", actor: "Actor", source: "Paper",
  any: "Any", anyTime: "All time", since: "From", until: "To", type: "Type", min_confidence: "Confidence at least", negated: "Negated",
  hypothetical: "Hypothetical", exclude: "Leave out", include: "Include", only: "Only", claim: "Claim", article_id: "Article", text: "Words",
  accuse: "accuse", blame: "blame", condemn: "condemn", charge: "charge", deny: "deny",
  legend: "Marked in the sentence", trigger: "says it", content: "what it is about", nobody: "nobody named", mutual: "accuse each other",
  pause: "Pause", resume: "Resume", paused: "Paused", connected: "Live", connecting: "Connecting…", lost: "Connection lost – trying again",
  unread: "Show new", newHere: "new", loading: "Loading…", loadMore: "Load more", end: "That is all.",
  emptyTitle: "No accusations yet", emptyText: "They appear here by themselves as soon as the workers publish some.",
  emptyFiltered: "Nothing passes these filters", emptyFilteredText: "Remove one of them, or look at a longer time.",
  errorTitle: "That could not be loaded", unreachable: "The desk does not answer.", again: "Try again", confidence: "confidence", confidenceUnknown: "no confidence given",
  negatedFlag: "not accused", hypotheticalFlag: "hypothetical", openArticle: "Article", original: "At the paper", copies: "Copies",
  glance: "At a glance", claims: "Claims", events: "Events", papers: "Papers", articles: "Articles", byType: "By type", mostNamed: "Most named",
  countries: "Countries", actors: "Actors", table: "Matrix", graph: "Graph", rowsAccuse: "Accusers are the rows, accused the columns",
  leftOut: "not shown beyond the first 30", pickCell: "Choose a cell to read its claims.", pickNode: "Choose a circle or an arrow to read the claims.", close: "Close",
  per: "Claims per", day: "day", week: "week", month: "month", year: "year", peaks: "What made the peaks", mostPrinted: "most printed",
  pickBar: "Choose a bar to read its claims.", threadsIntro: "Accusations that were answered within", answered: "answered",
  denial: "denied", counter: "accused in return", sameArticle: "in the same report", after: "after", atOnce: "at once",
  found: "Found in this article", nothingFound: "No accusation was found in this article.", segmentation: "Show Farasa’s segmentation", coder: "Coded by",
  onlyEvents: "The text of this article is not kept here; only its accusations are.", actorsFound: "Actors", back: "Back", rule: "rule", published: "published", came: "came in",
  download: "Download", numbersNote: "Numbers count claims, not copies; negated and hypothetical ones are left out unless asked for.", keys: "Keys: / search · p pause · j k next, previous",
  days: "days", new: "New claims", all: "All", from: "in", made: "made", received: "received", updated: "Updated by itself",
};

export type Key = keyof typeof EN;

const AR: Record<Key, string> = {
  title: "من يتهم من", live: "مباشر", matrix: "مَن ومَن", time: "الزمن", threads: "السجالات", article: "المقال",
  skip: "انتقل إلى المحتوى", language: "English", theme: "المظهر", auto: "تلقائي", light: "فاتح", dark: "داكن",
  search: "ابحث في الجمل", searchHint: "كلمات عربية، ولا يهم رسم الهمزة ولا أداة التعريف", filters: "التصفية", more: "خيارات أخرى",
  clear: "امسح الكل", remove: "أزل الشرط", country: "الدولة", accuser: "المتهِم", accused: "المتهَم", actor: "الجهة", source: "الصحيفة",
  any: "الكل", anyTime: "كل الأوقات", since: "من", until: "إلى", type: "النوع", min_confidence: "الثقة لا تقل عن", negated: "المنفية",
  hypothetical: "الافتراضية", exclude: "استبعدها", include: "أدرجها", only: "هي فقط", claim: "ادعاء", article_id: "مقال", text: "كلمات",
  accuse: "اتهام", blame: "لوم", condemn: "إدانة", charge: "تهمة", deny: "نفي",
  legend: "المعلَّم في الجملة", trigger: "لفظ الاتهام", content: "موضوعه", nobody: "لم يُسمَّ أحد", mutual: "اتهامات متبادلة",
  pause: "أوقف مؤقتا", resume: "استأنف", paused: "متوقف", connected: "مباشر", connecting: "جارٍ الاتصال…", lost: "انقطع الاتصال، نحاول من جديد",
  unread: "اعرض الجديد", newHere: "جديد", loading: "جارٍ التحميل…", loadMore: "المزيد", end: "هذا كل شيء.",
  emptyTitle: "لا اتهامات بعد", emptyText: "تظهر هنا من تلقائها حالما تنشرها المعالجة.",
  emptyFiltered: "لا شيء يطابق هذه الشروط", emptyFilteredText: "أزل أحدها، أو وسّع المدة.",
  errorTitle: "تعذر التحميل", unreachable: "الخادم لا يستجيب.", again: "أعد المحاولة", confidence: "الثقة", confidenceUnknown: "لم تُذكر درجة الثقة",
  negatedFlag: "منفي", hypotheticalFlag: "افتراضي", openArticle: "المقال", original: "في موقع الصحيفة", copies: "النسخ",
  glance: "نظرة عامة", claims: "الادعاءات", events: "الأحداث", papers: "الصحف", articles: "المقالات", byType: "بحسب النوع", mostNamed: "الأكثر ذكرا",
  countries: "الدول", actors: "الجهات", table: "جدول", graph: "شبكة", rowsAccuse: "الصفوف للمتهِمين والأعمدة للمتهَمين",
  leftOut: "خارج الثلاثين الأوائل لا تظهر", pickCell: "اختر خانة لقراءة ادعاءاتها.", pickNode: "اختر دائرة أو سهما لقراءة الادعاءات.", close: "أغلق",
  per: "الادعاءات لكل", day: "يوم", week: "أسبوع", month: "شهر", year: "سنة", peaks: "ما وراء الذروات", mostPrinted: "الأكثر نشرا",
  pickBar: "اختر عمودا لقراءة ادعاءاته.", threadsIntro: "اتهامات جاء الرد عليها خلال", answered: "رُدَّ عليه",
  denial: "نفى", counter: "رد باتهام", sameArticle: "في الخبر نفسه", after: "بعد", atOnce: "في الحال",
  found: "ما وُجد في هذا المقال", nothingFound: "لم يوجد في هذا المقال اتهام.", segmentation: "أظهر تقطيع فراسة", coder: "رمّزه",
  onlyEvents: "نص هذا المقال غير محفوظ هنا، وإنما اتهاماته فقط.", actorsFound: "الجهات", back: "رجوع", rule: "القاعدة", published: "نُشر", came: "ورد",
  download: "تنزيل", numbersNote: "الأرقام تعدّ الادعاءات لا النسخ، وتستبعد المنفية والافتراضية ما لم تُطلب.", keys: "المفاتيح: / بحث · p إيقاف · j k التالي والسابق",
  days: "أيام", new: "ادعاءات جديدة", all: "الكل", from: "في", made: "وجّه", received: "وُجِّه إليه", updated: "يتحدث من تلقائه",
};

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const PLURALS: Record<Lang, Record<"papers" | "copies" | "claims" | "fresh" | "others", Forms>> = {
  en: {
    papers: { one: "in one paper", other: "in # papers" },
    copies: { one: "one copy", other: "# copies" },
    claims: { one: "one claim", other: "# claims" },
    fresh: { one: "one new claim", other: "# new claims" },
    others: { one: "one other party", other: "# other parties" },
  },
  ar: {
    papers: { one: "في صحيفة واحدة", two: "في صحيفتين", few: "في # صحف", many: "في # صحيفة", other: "في # صحيفة" },
    copies: { one: "نسخة واحدة", two: "نسختان", few: "# نسخ", many: "# نسخة", other: "# نسخة" },
    claims: { zero: "لا ادعاءات", one: "ادعاء واحد", two: "ادعاءان", few: "# ادعاءات", many: "# ادعاء", other: "# ادعاء" },
    fresh: { one: "ادعاء جديد", two: "ادعاءان جديدان", few: "# ادعاءات جديدة", many: "# ادعاء جديدا", other: "# ادعاء جديد" },
    others: { one: "طرف واحد آخر", two: "طرفان آخران", few: "# أطراف أخرى", many: "# طرفا آخر", other: "# طرف آخر" },
  },
};

/** Digits as the papers print them now: Western in both languages. */
const locale = (lang: Lang) => (lang === "ar" ? "ar-u-nu-latn" : "en-GB");

export class Words {
  readonly dir: "rtl" | "ltr";
  private readonly numbers: Intl.NumberFormat;
  private readonly rules: Intl.PluralRules;
  private readonly dates: Intl.DateTimeFormat;
  private readonly moments: Intl.DateTimeFormat;
  private readonly months: Intl.DateTimeFormat;
  private readonly ago: Intl.RelativeTimeFormat;

  constructor(readonly lang: Lang) {
    const tag = locale(lang);
    this.dir = lang === "ar" ? "rtl" : "ltr";
    this.numbers = new Intl.NumberFormat(tag);
    this.rules = new Intl.PluralRules(tag);
    const day = { day: "numeric", month: lang === "ar" ? "long" : "short", year: "numeric", timeZone: "UTC" } as const;
    this.dates = new Intl.DateTimeFormat(tag, day);
    this.moments = new Intl.DateTimeFormat(tag, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    this.months = new Intl.DateTimeFormat(tag, { month: "short", year: "numeric", timeZone: "UTC" });
    this.ago = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  }

  t = (key: Key) => (this.lang === "ar" ? AR : EN)[key];
  n = (value: number) => this.numbers.format(value);
  percent = (value: number) => `${this.n(Math.round(value * 100))}${this.lang === "ar" ? "٪" : "%"}`;
  date = (iso: string) => this.dates.format(new Date(iso));
  moment = (iso: string) => `${this.moments.format(new Date(iso))} UTC`;

  plural(what: keyof (typeof PLURALS)["en"], count: number): string {
    const forms = PLURALS[this.lang][what];
    return (forms[this.rules.select(count)] ?? forms.other).replace("#", this.n(count));
  }

  /** The name of a type; a type that a newer coder brings is shown as it is. */
  type = (type: string) => (type in EN ? this.t(type as Key) : type);

  bucket(iso: string, bucket: string): string {
    if (bucket === "year") return iso.slice(0, 4);
    return bucket === "month" ? this.months.format(new Date(iso)) : this.date(iso);
  }

  /** "3 hours ago" for a day, the date after that. */
  relative(iso: string, now: number): string {
    const minutes = Math.round((new Date(iso).getTime() - now) / 60_000);
    if (Math.abs(minutes) < 60) return this.ago.format(minutes, "minute");
    if (Math.abs(minutes) < 24 * 60) return this.ago.format(Math.round(minutes / 60), "hour");
    return this.date(iso);
  }

  /** How long something took, in its two largest units. */
  span(seconds: number): string {
    const units: [Intl.NumberFormatOptions["unit"], number][] = [["day", 86_400], ["hour", 3_600], ["minute", 60]];
    const parts: string[] = [];
    let left = seconds;
    for (const [unit, size] of units) {
      const count = Math.floor(left / size);
      left -= count * size;
      if (count && parts.length < 2) {
        parts.push(new Intl.NumberFormat(locale(this.lang), { style: "unit", unit, unitDisplay: "long" }).format(count));
      }
    }
    return parts.length ? parts.join(this.lang === "ar" ? " و" : " ") : this.t("atOnce");
  }
}

// What other documents ask for beside what the report says: charts, lists, and both sources.
const Progress = (() => {
  const view = document.getElementById("view-progress");
  const { progress } = Data.page;
  const { pair } = TargetChart;
  const of = (key) => progress.targets[key];
  const open = (key) => { State.selectTarget(key); Panel.focus(); };

  // A verdict has a shape of its own, so that it can be told without colour.
  const SHAPES = {
    met: () => [svg("circle", { class: "full", cx: 8, cy: 8, r: 7 }), svg("path", { class: "check", d: "M4.6 8.3L7 10.7L11.4 5.6" })],
    "on-line": () => [svg("path", { class: "full", d: "M8 1.5L14.5 14H1.5Z" })],
    behind: () => [svg("path", { class: "hollow", d: "M8 14L14 2.5H2Z" })],
    open: () => [svg("circle", { class: "hollow", cx: 8, cy: 8, r: 6 }), svg("path", { class: "dash", d: "M5.2 8H10.8" })],
  };
  const shape = (verdict) => svg("svg", { viewBox: "0 0 16 16", class: "sign verdict-sign", "aria-hidden": "true" }, SHAPES[verdict]());

  const later = () => make("span", { class: "later" }, State.word("progress_later"));
  const documentOf = (source) => progress.documents[source.document];
  // Documents by number where there is one, as the table of the command line has them.
  const setters = (target) => target.sources.flatMap((source, at) => {
    const between = at ? [pair(["；", "; "])] : [];
    if (source.passage) return [...between, `${State.word("progress_goal_report")} ${source.passage}`];
    const { name, number, later: isLater } = documentOf(source);
    return [...between, number || pair(name), ...(isLater ? [" ", later()] : [])];
  });

  const column = (key) => pair(progress.columns[key]);
  const colon = () => (State.state.language === "zh" ? "：" : ": ");
  const clauses = (cells, keys) => keys.filter((key) => pair(cells[key]))
    .map((key) => `${column(key)}${colon()}${pair(cells[key])}`).join(State.state.language === "zh" ? "；" : "; ");
  const verdict = (target) => (target.comparisons.length ? pair(target.comparisons.at(-1).said.verdict) : pair(target.open));

  const item = (key) => {
    const target = of(key);
    return make("li", {}, make("button", {
      type: "button", class: "aim", "data-target": key, "aria-pressed": String(State.state.target === key), onclick: () => open(key),
    },
    make("span", { class: "aim-goal" }, `${pair(target.period)}${colon()}${pair(target.goal)}`),
    make("span", { class: "aim-verdict" }, shape(target.verdict), make("span", {}, verdict(target))),
    target.comparisons.map(({ said }) => make("span", { class: "aim-said" }, clauses(said, ["share", "line", "missing"]))),
    make("span", { class: "aim-said" }, `${column("set_by")}${colon()}`, setters(target))));
  };

  // What the report says, once for all targets of a card.
  const statement = (one) => [...new Set(one.targets.flatMap(({ key }) => of(key).comparisons.map(({ said }) => pair(said.figure))))]
    .map((text) => make("p", { class: "stated" }, `${column("figure")}${colon()}`, make("strong", {}, text)));

  const card = (one, wide) => {
    const { content, cut } = TargetChart.draw(one, wide, open);
    return make("section", { class: "card progress-card" },
      make("h3", {}, pair(one.name)),
      make("div", { class: "progress-plot" }, content, statement(one), cut ? make("p", { class: "quiet small" }, State.word("progress_cut")) : ""),
      make("ul", { class: "aims" }, one.targets.map(({ key }) => item(key))));
  };

  const entry = (word, ...drawn) => make("li", {},
    svg("svg", { viewBox: "0 0 24 24", class: "key", "aria-hidden": "true" }, drawn), make("span", {}, State.word(word)));
  const legend = () => make("ul", { class: "progress-key" },
    entry("progress_figure", TargetChart.marks.figure(12, 12)), entry("progress_goal", TargetChart.marks.goal(12, 12)),
    entry("progress_base", TargetChart.marks.base(12, 12)),
    entry("progress_line", svg("path", { class: "straight", d: "M2 20L22 4" })),
    entry("progress_upwards", svg("g", { class: "arrow-said" }, TargetChart.arrow("comparator:more-than", 12, 24))));

  const link = (key, text) => make("button", {
    type: "button", class: "plain quiet-link", "data-target": key, "aria-pressed": String(State.state.target === key), onclick: () => open(key),
  }, text);
  const apart = (key) => make("li", {}, link(key, pair(of(key).title)),
    make("ul", { class: "reasons" }, of(key).not_comparable.map(({ said }) => make("li", {}, pair(said)))));

  const COLUMNS = ["target", "figure", "share", "line", "missing", "yearly", "verdict", "set_by"];
  const rows = (key) => {
    const target = of(key);
    const statements = target.comparisons.length ? target.comparisons.map(({ said }) => said) : [{ verdict: target.open }];
    return statements.map((cells) => make("tr", {}, make("th", { scope: "row" }, pair(target.title)),
      COLUMNS.slice(1, -1).map((name) => make("td", {}, cells[name] ? pair(cells[name]) : "")), make("td", {}, setters(target))));
  };
  const compared = () => progress.charts.flatMap(({ targets }) => targets.map(({ key }) => key));
  const table = () => make("details", { class: "folded" }, make("summary", {}, State.word("progress_table")),
    make("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": State.word("progress_table") },
      make("table", {}, make("caption", {}, State.word("progress_compared")),
        make("thead", {}, make("tr", {}, COLUMNS.map((name) => make("th", { scope: "col" }, column(name))))),
        make("tbody", {}, [...compared(), ...progress.not_comparable].flatMap(rows)))));

  const heading = (word, count) => make("h2", {}, State.word(word), make("span", { class: "count" }, String(count)));

  const build = () => {
    const room = Math.max(280, view.clientWidth - 48);
    const inside = Math.min(room, 1180) - 34;
    const wide = Math.floor(room > 700 ? inside * 0.55 : inside);
    view.replaceChildren(...[
      make("p", { class: "progress-summary" }, pair(progress.summary)),
      make("p", { class: "note" }, State.word("progress_note")),
      progress.charts.length ? legend() : "",
      progress.charts.length ? heading("progress_compared", compared().length) : "",
      make("div", { class: "progress-cards" }, progress.charts.map((one) => card(one, wide))),
      progress.not_comparable.length ? heading("progress_apart", progress.not_comparable.length) : "",
      progress.not_comparable.length ? make("p", { class: "note" }, State.word("progress_apart_note")) : "",
      make("ul", { class: "apart-list" }, progress.not_comparable.map(apart)),
      progress.without.length ? make("details", { class: "folded" },
        make("summary", {}, State.word("progress_without"), make("span", { class: "count" }, String(progress.without.length))),
        make("ul", { class: "listed" }, progress.without.map((key) => make("li", {}, link(key, pair(of(key).title)))))) : "",
      compared().length || progress.not_comparable.length ? table() : "",
    ].filter((part) => part !== ""));
  };

  // The sentence with the figure marked at its own place, even where the same digits stand twice.
  const sentence = (key, marked) => {
    const [text] = Data.page.sentences[key];
    const spots = [...marked].sort((a, b) => a.offset - b.offset);
    let from = 0;
    const parts = spots.flatMap(({ offset, written }) => {
      const before = text.slice(from, offset);
      from = offset + written.length;
      return [before, make("mark", {}, text.slice(offset, from))];
    });
    return Sentences.figure(key, [...parts, text.slice(from)]);
  };
  const sentences = (keys) => {
    const by = new Map();
    for (const key of new Set(keys)) {
      const one = progress.figures[key];
      by.set(one.passage, [...(by.get(one.passage) ?? []), one]);
    }
    return [...by].map(([passage, marked]) => sentence(passage, marked));
  };

  const toFigures = (keys) => [...new Set(keys)].map((key) => progress.figures[key]).filter(({ key }) => key in Data.page.quantities)
    .map(({ key, written }) => make("button", { type: "button", onclick: () => { State.selectFigure(key); Panel.focus(); } },
      `${State.word("progress_to_figure")}${colon()}${written}`));

  const reportSide = (target) => {
    const own = target.sources.filter(({ passage }) => passage);
    const figures = target.comparisons.flatMap((comparison) => comparison.figures);
    const links = toFigures(figures);
    return make("section", { class: "side report-side" }, make("h3", {}, State.word("progress_report_says")),
      own.map(({ passage }) => sentence(passage, [])), sentences(figures),
      figures.length || own.length ? "" : make("p", { class: "quiet" }, State.word("progress_no_figure")),
      links.length ? make("p", { class: "actions" }, links) : "");
  };

  // What was not compared, with the reasons of this project.
  const apartSide = (target) => (target.not_comparable.length ? make("section", { class: "side apart-side" },
    make("h3", {}, State.word("progress_not_compared")),
    target.not_comparable.flatMap(({ said, figure }) => [make("p", { class: "apart-said" }, pair(said)), ...(figure ? sentences([figure]) : [])])) : "");

  const row = (word, text) => [make("dt", {}, State.word(word)), make("dd", {}, text || make("span", { class: "quiet" }, State.word("progress_unknown")))];
  const dated = ({ issued, dated: kind }) => (issued ? `${issued}${pair(kind) ? ` (${pair(kind)})` : ""}` : "");
  const source = (one) => {
    const document_ = documentOf(one);
    const other = State.state.language === "zh" ? "en" : "zh";
    const second = document_.name[other === "zh" ? 0 : 1];
    return make("article", { class: "source" },
      make("h4", {}, pair(document_.name), document_.later ? [" ", later()] : ""),
      second && second !== pair(document_.name) ? make("p", { class: "second", lang: other }, second) : "",
      make("dl", {}, row("progress_number", document_.number), row("progress_issuers", pair(document_.issuers)),
        row("progress_issued", dated(document_)), one.note ? row("progress_note_on", pair(one.note)) : ""),
      one.addresses.length ? [make("p", { class: "quiet small" }, State.word("progress_addresses")),
        make("ul", { class: "addresses" }, one.addresses.map((text) => make("li", {}, make("code", {}, text))))] : "");
  };
  const otherSide = (target) => {
    const outside = target.sources.filter(({ passage }) => !passage);
    return outside.length ? make("section", { class: "side other-side" },
      make("h3", {}, State.word("progress_others_say")), outside.map(source)) : "";
  };

  // On a phone the panel is far below the list.
  const back = (key) => (view.querySelector(`[data-target="${key}"]`) ?? view).focus();

  // The content of the panel for a target: what is compared, and then both sides apart.
  const panel = (key) => {
    const target = of(key);
    const facts = target.comparisons.flatMap(({ said }) => ["figure", "share", "line", "missing", "yearly"].filter((name) => pair(said[name]))
      .flatMap((name) => [make("dt", {}, column(name)), make("dd", {}, pair(said[name]))]));
    return [
      make("p", { class: "kind" }, State.word("tab_progress")),
      make("h2", { class: "progress-panel" }, pair(target.name)),
      make("p", { class: "panel-goal" }, `${pair(target.period)}${colon()}${pair(target.goal)}`),
      make("p", { class: "aim-verdict" }, shape(target.verdict), make("span", {}, verdict(target))),
      facts.length ? make("dl", { class: "side-facts" }, facts) : "",
      make("p", { class: "actions back" }, make("button", { type: "button", onclick: () => back(key) }, State.word("progress_back"))),
      reportSide(target), otherSide(target), apartSide(target),
    ];
  };

  if (progress) {
    State.onChange((state, changed) => {
      if (!changed.has("target")) return;
      for (const button of view.querySelectorAll("[data-target]")) {
        button.setAttribute("aria-pressed", String(button.dataset.target === state.target));
      }
    });
    // What is folded away on a screen is unfolded on paper.
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = [...view.querySelectorAll("details:not([open])")];
      for (const one of folded) one.open = true;
    });
    addEventListener("afterprint", () => { for (const one of folded) one.open = false; });
  }
  return { build, panel };
})();

// What is known of the selected node or line, down to the sentences that say it.
const Panel = (() => {
  const panel = document.getElementById("panel");
  const FEW = 4;

  const other = (language) => (language === "zh" ? "en" : "zh");
  const plain = (text) => text.replace(/[\s《》“”]/g, "");

  // The stretches of a sentence where one of the names stands, the longest names first.
  const stretches = (text, names) => {
    const taken = [];
    for (const name of [...new Set(names)].sort((a, b) => b.length - a.length)) {
      for (let at = text.indexOf(name); name && at >= 0; at = text.indexOf(name, at + name.length)) {
        const end = at + name.length;
        if (taken.every((one) => end <= one.start || at >= one.end)) taken.push({ start: at, end });
      }
    }
    return taken.sort((a, b) => a.start - b.start);
  };

  const marked = (text, names) => {
    const parts = [];
    let from = 0;
    for (const { start, end } of stretches(text, names)) {
      parts.push(text.slice(from, start), make("mark", {}, text.slice(start, end)));
      from = end;
    }
    return [...parts, text.slice(from)];
  };

  const namesOf = (key) => {
    const node = Data.page.nodes[key];
    return [node.name[0], ...(node.others ?? [])].flatMap((name) => [name, plain(name)]);
  };

  const sentence = (key, names) => {
    const [text, section] = Data.page.sentences[key];
    return make("figure", { class: "sentence" },
      make("blockquote", { lang: "zh" }, marked(text, names)),
      make("figcaption", {}, make("code", {}, key), " ", State.name(section)));
  };

  // A list that shows its first few, and the others when asked.
  const list = (items, { few = FEW, className = "" } = {}) => {
    const element = make("ul", { class: className });
    const show = (count) => element.replaceChildren(...items.slice(0, count).map((i) => make("li", {}, i())));
    show(few);
    if (items.length > few) {
      element.append(make("li", {}, make("button", {
        type: "button", class: "plain", onclick: () => { show(items.length); element.querySelector("button")?.focus(); },
      }, State.word("show_all", { n: items.length }))));
    }
    return element;
  };

  const part = (title, count, ...content) => make("section", {},
    make("h3", {}, title, count === undefined ? "" : make("span", { class: "count" }, String(count))), ...content);

  const nodeButton = (key) => make("button", {
    type: "button", class: "node", onclick: () => { State.select(key); Drawing.goTo(key); focus(); },
  }, Legend.sign(Data.page.nodes[key].drawn), make("span", {}, State.name(key)));

  const edgeButton = (edge) => make("button", {
    type: "button", class: `basis ${edge.basis}`, title: State.word(edge.basis),
    "aria-label": `${State.word(edge.basis)}: ${State.name(edge.relation)}`,
    onclick: () => { State.selectEdge(edge.id); focus(); },
  }, Legend.line(edge.basis));

  const facts = (node) => {
    const rows = (node.facts ?? []).flatMap(([property, value]) => [
      make("dt", {}, State.name(property)), make("dd", {}, State.choose(value))]);
    return rows.length ? [make("dl", {}, rows)] : [];
  };

  const grouped = (key) => {
    const groups = new Map();
    for (const edge of Data.around.get(key)) {
      const outward = edge.source === key;
      const title = `${outward ? "" : "← "}${State.name(edge.relation)}${outward ? " →" : ""}`;
      if (!groups.has(title)) groups.set(title, []);
      groups.get(title).push({ edge, end: outward ? edge.target : edge.source });
    }
    return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  };

  const relations = (key) => {
    const groups = grouped(key).map(([title, ends]) => make("div", { class: "group" },
      make("h4", {}, title, make("span", { class: "count" }, String(ends.length))),
      list(ends.map(({ edge, end }) => () => make("div", { class: "end" }, nodeButton(end), edgeButton(edge))),
        { few: 8, className: "ends" })));
    const beyond = Data.page.beyond[key];
    if (beyond) groups.push(make("p", { class: "quiet" }, State.word("beyond", { n: beyond })));
    return groups;
  };

  const figure = ([, name, sentences]) => () => make("details", { class: "figure" },
    make("summary", {}, State.choose(name)),
    ...sentences.map((key) => sentence(key, [name[0].split("：").at(-1)])));

  const entity = (key) => {
    const node = Data.page.nodes[key];
    const { language } = State.state;
    const second = node.name[other(language) === "zh" ? 0 : 1];
    const kinds = (node.classes ?? []).map(State.name).join(language === "zh" ? "、" : ", ");
    const said = node.sentences ?? [];
    const count = Data.around.get(key).length + (Data.page.beyond[key] ?? 0);
    return [
      make("p", { class: "kind" }, Legend.sign(node.drawn), kinds || State.name(node.drawn)),
      make("h2", {}, State.name(key)),
      second ? make("p", { class: "second", lang: other(language) }, second) : "",
      node.others ? make("p", { class: "others" }, `${State.word("other_names")}: ${node.others.join(" · ")}`) : "",
      ...facts(node),
      said.length ? part(State.word("sentences"), said.length,
        list(said.map((one) => () => sentence(one, namesOf(key))), { few: 3 })) : "",
      count ? part(State.word("relations_of"), count, ...relations(key)) : "",
      node.figures ? part(State.word("figures"), node.figures.length,
        list(node.figures.map(figure), { few: 8, className: "figures" })) : "",
      make("p", { class: "identifier" }, make("span", {}, State.word("identifier")), make("code", {}, Data.iri(key))),
    ];
  };

  const relation = (id) => {
    const edge = Data.edges[id];
    const names = [...namesOf(edge.source), ...namesOf(edge.target)];
    const why = { inferred: "is_inferred", scheme: "is_scheme" }[edge.basis];
    return [
      make("p", { class: "kind" }, Legend.line(edge.basis), State.word(edge.basis)),
      make("h2", { class: "triple" }, nodeButton(edge.source),
        make("span", { class: "verb" }, `↓ ${State.name(edge.relation)}`), nodeButton(edge.target)),
      why ? make("p", { class: "quiet" }, State.word(why))
        : part(State.word("stated_here"), edge.sentences.length, ...edge.sentences.map((key) => sentence(key, names))),
    ];
  };

  const focus = () => { panel.scrollTop = 0; panel.focus({ preventScroll: false }); };

  State.onChange((state, changed) => {
    if (!["language", "node", "edge"].some((key) => changed.has(key))) return;
    const content = state.edge !== null ? relation(state.edge)
      : state.node ? entity(state.node) : [make("p", { class: "hint" }, State.word("hint"))];
    panel.replaceChildren(...content.filter((child) => child !== ""));
    panel.scrollTop = 0;
  });
  return { focus };
})();

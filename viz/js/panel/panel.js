// What is known of the selected node, line or figure, down to the sentences that say it.
const Panel = (() => {
  const panel = document.getElementById("panel");
  const FEW = 4;

  const other = (language) => (language === "zh" ? "en" : "zh");

  // A list that shows its first few, and the others when asked.
  const list = (items, { few = FEW, className = "" } = {}) => {
    const element = make("ul", { class: className });
    const show = (count) => element.replaceChildren(...items.slice(0, count).map((i) => make("li", {}, i())));
    show(few);
    if (items.length > few) {
      element.append(make("li", {}, make("button", {
        type: "button", class: "plain", onclick: () => { show(items.length); element.querySelector("button")?.focus(); },
      }, State.word("show_all", { count: items.length }))));
    }
    return element;
  };

  const part = (title, count, ...content) => make("section", {},
    make("h3", {}, title, count === undefined ? "" : make("span", { class: "count" }, String(count))), ...content);

  const nodeButton = (key) => make("button", {
    type: "button", class: "node", onclick: () => { State.select(key); Drawing.goTo(key); focus(); },
  }, Signs.sign(Data.page.nodes[key].drawn), make("span", {}, State.name(key)));

  const edgeButton = (edge) => make("button", {
    type: "button", class: `basis ${edge.basis}`, title: State.word(edge.basis),
    "aria-label": `${State.word(edge.basis)}: ${State.name(edge.relation)}`,
    onclick: () => { State.selectEdge(edge.id); focus(); },
  }, Signs.line(edge.basis));

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
    if (beyond) groups.push(make("p", { class: "quiet" }, State.word("beyond", { count: beyond })));
    return groups;
  };

  const figureButton = (key) => make("button", {
    type: "button", class: "node", onclick: () => { State.selectFigure(key); focus(); },
  }, make("span", {}, State.choose(Data.page.quantities[key].name)));

  // Unfold or fold the neighbours, and begin a path here.
  const actions = (key) => {
    const folded = State.hiddenNeighbours(key);
    const open = State.state.opened.includes(key);
    return make("p", { class: "actions" },
      folded || open ? make("button", { type: "button", id: "unfold", onclick: () => State.unfold(key) },
        open && !folded ? State.word("collapse") : State.word("expand", { count: folded })) : "",
      make("button", { type: "button", id: "path-from", onclick: () => State.pathFrom(key) }, State.word("path_from")));
  };

  const entity = (key) => {
    const node = Data.page.nodes[key];
    const { language } = State.state;
    const second = node.name[other(language) === "zh" ? 0 : 1];
    const kinds = (node.classes ?? []).map(State.name).join(language === "zh" ? "、" : ", ");
    const sentences = node.sentences ?? [];
    const count = Data.around.get(key).length + (Data.page.beyond[key] ?? 0);
    const names = Sentences.namesOf(key);
    return [
      make("p", { class: "kind" }, Signs.sign(node.drawn), kinds || State.name(node.drawn)),
      make("h2", {}, State.name(key)),
      second ? make("p", { class: "second", lang: other(language) }, second) : "",
      node.others ? make("p", { class: "others" }, `${State.word("other_names")}: ${node.others.join(" · ")}`) : "",
      ...facts(node), actions(key),
      sentences.length ? part(State.word("sentences"), sentences.length,
        list(sentences.map((one) => () => Sentences.quote(one, names)), { few: 3 })) : "",
      count ? part(State.word("relations_of"), count, ...relations(key)) : "",
      node.figures ? part(State.word("figures"), node.figures.length,
        list(node.figures.map((one) => () => figureButton(one)), { few: 8, className: "figures" })) : "",
      make("p", { class: "identifier" }, make("span", {}, State.word("identifier")), make("code", {}, Data.iri(key))),
    ];
  };

  const relation = (id) => {
    const edge = Data.edges[id];
    const names = [...Sentences.namesOf(edge.source), ...Sentences.namesOf(edge.target)];
    const head = [
      make("p", { class: "kind" }, Signs.line(edge.basis), State.word(edge.basis)),
      make("h2", { class: "triple" }, nodeButton(edge.source),
        make("span", { class: "verb" }, `↓ ${State.name(edge.relation)}`), nodeButton(edge.target)),
    ];
    if (edge.basis === "scheme") return [...head, make("p", { class: "quiet" }, State.word("is_scheme"))];
    if (edge.basis === "inferred") {
      return [...head, make("p", { class: "quiet" }, State.word("is_inferred")), edge.why ? Why.explain(edge) : ""];
    }
    if (edge.basis === "classified") head.push(make("p", { class: "quiet" }, State.word("is_classified")));
    return [...head, part(State.word(edge.basis === "classified" ? "sentences" : "stated_here"), edge.sentences.length,
      ...edge.sentences.map((key) => Sentences.quote(key, names)))];
  };

  const figure = (key) => {
    const quantity = Data.page.quantities[key];
    const row = (word, text) => [make("dt", {}, State.word(word)), make("dd", {}, text)];
    const about = Object.keys(Data.page.nodes).filter((one) => State.isPresent(one)
      && (Data.page.nodes[one].figures ?? []).includes(key));
    return [
      make("p", { class: "kind" }, State.word(quantity.target ? "target" : "observation")),
      make("h2", {}, Figures.titled(quantity)),
      make("p", { class: "second" }, Figures.worded(quantity)),
      make("dl", {}, row("written", quantity.written), row("measure", State.name(quantity.measure)),
        row("unit", State.name(quantity.unit)), row("comparator", State.name(quantity.comparator)),
        row("period", State.name(quantity.period))),
      part(State.word("sentences"), quantity.sentences.length,
        ...quantity.sentences.map((one) => Sentences.quote(one, [quantity.written]))),
      about.length ? part(State.word("entities"), about.length, list(about.map((one) => () => nodeButton(one)), { few: 8 })) : "",
      make("p", { class: "identifier" }, make("span", {}, State.word("identifier")), make("code", {}, Data.iri(key))),
    ];
  };

  const ending = () => make("p", { class: "actions" },
    make("button", { type: "button", onclick: State.endPath }, State.word("path_end")));

  const path = ({ from, to }) => {
    const head = [make("p", { class: "kind" }, State.word("path"))];
    if (!to) return [...head, make("p", { class: "hint" }, State.word("path_pick", { name: State.name(from) })), ending()];
    const edges = Paths.chosen();
    head.push(make("h2", {}, State.word("path_title", { start: State.name(from), end: State.name(to) })));
    if (!edges) return [...head, make("p", { class: "hint" }, State.word("path_none")), ending()];
    let here = from;
    const steps = edges.flatMap((edge) => {
      const forward = edge.source === here;
      here = Data.other(edge, here);
      return [make("li", { class: "end" }, make("span", { class: "verb" }, `${forward ? "↓" : "↑"} ${State.name(edge.relation)}`), edgeButton(edge)),
        make("li", {}, nodeButton(here))];
    });
    return [...head, make("p", { class: "quiet small" }, State.word("path_steps", { count: edges.length })),
      make("ul", { class: "path" }, make("li", {}, nodeButton(from)), ...steps), ending()];
  };

  // The groups that the graph is drawn in, each a button that opens or closes it.
  const groups = () => {
    const all = Groups.members(State.showsNode);
    return [...all].filter(([, members]) => members.length).map(([key, members]) => () => {
      const { chapter, drawn } = Groups.parts(key);
      const name = `${chapter ? State.name(chapter) : State.word("no_chapter")} · ${State.name(drawn)}`;
      return make("button", {
        type: "button", class: "node", id: `group-${key}`, "data-group": key, "aria-expanded": String(State.state.unpacked.includes(key)),
        onclick: () => State.unpack(key),
      }, Signs.sign(drawn), make("span", {}, name, make("span", { class: "count" }, String(members.length))));
    });
  };

  // Where nothing is selected: what to do, and the best connected of what is shown.
  const welcome = () => {
    if (State.state.tab === "progress") return [make("p", { class: "hint" }, State.word("progress_pick"))];
    const degree = (key) => Data.around.get(key).length;
    const keys = Object.keys(Data.page.nodes).filter(State.showsNode).sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));
    const parts = Scene.grouped() && State.state.tab === "graph" ? [part(State.word("groups"), groups().length, list(groups(), { few: 12 }))] : [];
    return [make("p", { class: "hint" }, State.word("hint")), ...parts, part(State.word("begin"), undefined, list(keys.slice(0, 12).map((key) => () => nodeButton(key)), { few: 12 }))];
  };

  const focus = () => { panel.scrollTop = 0; panel.focus({ preventScroll: false }); };

  const content = (state) => {
    if (state.path) return path(state.path);
    if (state.edge !== null) return relation(state.edge);
    if (state.figure) return figure(state.figure);
    if (state.target) return Progress.panel(state.target);
    return state.node ? entity(state.node) : welcome();
  };

  State.onChange((state, changed) => {
    const selected = ["node", "edge", "figure", "target", "path"].some((key) => changed.has(key));
    const idle = changed.has("tab") && !state.node && state.edge === null && !state.figure && !state.target;
    const regrouped = ["layout", "unpacked"].some((key) => changed.has(key)) || (Scene.grouped() && changed.has("hidden"));
    if (!selected && !idle && !regrouped && !changed.has("language") && !changed.has("opened") && !(state.path && changed.has("hidden"))) return;
    const active = panel.contains(document.activeElement) ? document.activeElement.id : "";
    panel.replaceChildren(...content(state).filter((child) => child !== ""));
    if (active && active !== "panel") document.getElementById(active)?.focus();
    if (selected) panel.scrollTop = 0;
  });
  return { focus };
})();

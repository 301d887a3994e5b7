// The legend is the filter: classes with colour and shape, relations, and what lines rest on.
const Legend = (() => {
  const body = document.getElementById("legend-body");

  const entry = (key, label, count, picture) => make("li", {}, make("button", {
    type: "button", class: "entry", "data-key": Data.short(key),
    "aria-pressed": String(!State.state.hidden.has(Data.short(key))),
    title: State.word("toggle_hint"), onclick: () => State.toggle(Data.short(key)),
  }, picture ?? "", make("span", { class: "label" }, label), make("span", { class: "count" }, String(count))));

  const tally = (values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  const presentEdges = () => Data.edges.filter((edge) => State.isPresent(edge.source) && State.isPresent(edge.target));

  const group = (title, entries, open) => make("details", open ? { open: "" } : {},
    make("summary", {}, title), make("ul", {}, entries));

  const classes = () => {
    const counts = tally(Object.keys(Data.page.nodes).filter(State.isPresent).map((key) => Data.page.nodes[key].drawn));
    return [...Data.styles.keys()].filter((key) => counts.has(key))
      .map((key) => entry(key, State.name(key), counts.get(key), Signs.sign(key)));
  };
  const relations = () => [...tally(presentEdges().map((edge) => edge.relation))]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([key, count]) => entry(key, State.name(key), count));
  const bases = () => {
    const counts = tally(presentEdges().map((edge) => edge.basis));
    return ["stated", "scheme", "inferred"].filter((key) => counts.has(key))
      .map((key) => entry(key, State.word(key), counts.get(key), Signs.line(key)));
  };

  State.onChange((state, changed) => {
    if (!["language", "hidden", "opened"].some((key) => changed.has(key))) return;
    const open = [...body.querySelectorAll("details")].map((part) => part.open);
    const active = document.activeElement?.dataset?.key;
    const parts = [["classes", classes()], ["lines", bases()], ["relations", relations()]]
      .map(([key, entries], index) => group(State.word(key), entries, open[index] ?? true));
    const all = state.hidden.size ? [make("button", {
      type: "button", class: "plain", onclick: State.showAll,
    }, State.word("all"))] : [];
    body.replaceChildren(...parts, ...all);
    if (active) body.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", State.begin);
})();

// The legend is the filter: classes with colour and shape, relations, and what lines rest on.
(() => {
  const body = document.getElementById("legend-body");

  const entry = (key, label, number, picture) => make("li", {}, make("button", {
    type: "button", class: "entry", "data-key": Data.short(key),
    "aria-pressed": String(!State.state.hidden.has(Data.short(key))),
    title: State.word("toggle_hint"), onclick: () => State.toggle(Data.short(key)),
  }, picture ?? "", make("span", { class: "label" }, label), make("span", { class: "count" }, String(number))));

  const tally = (values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  // How many there are of each does not depend on what is hidden.
  const count = () => {
    const edges = Data.edges.filter((edge) => State.isPresent(edge.source) && State.isPresent(edge.target));
    return {
      classes: tally(Object.keys(Data.page.nodes).filter(State.isPresent).map((key) => Data.page.nodes[key].drawn)),
      relations: tally(edges.map((edge) => edge.relation)), bases: tally(edges.map((edge) => edge.basis)),
    };
  };
  let counts = null;

  const group = (title, entries, open) => make("details", open ? { open: "" } : {},
    make("summary", {}, title), make("ul", {}, entries));
  const classes = () => [...Data.styles.keys()].filter((key) => counts.classes.has(key))
    .map((key) => entry(key, State.name(key), counts.classes.get(key), Signs.sign(key)));
  const relations = () => [...counts.relations].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([key, number]) => entry(key, State.name(key), number));
  const bases = () => ["stated", "classified", "scheme", "inferred"].filter((key) => counts.bases.has(key))
    .map((key) => entry(key, State.word(key), counts.bases.get(key), Signs.line(key)));

  State.onChange((state, changed) => {
    if (!["language", "hidden", "opened"].some((key) => changed.has(key))) return;
    if (!counts || changed.has("opened")) counts = count();
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

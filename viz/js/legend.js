// The legend is the filter: classes with colour and shape, relations, and what lines rest on.
const Legend = (() => {
  const body = document.getElementById("legend-body");
  const SVG = "http://www.w3.org/2000/svg";
  const OUTLINES = {
    square: "2,2 14,2 14,14 2,14", diamond: "8,0.5 15.5,8 8,15.5 0.5,8",
    triangle: "8,1 15.5,14.5 0.5,14.5", triangleDown: "0.5,1.5 15.5,1.5 8,15",
    hexagon: "4,1.2 12,1.2 16,8 12,14.8 4,14.8 0,8",
    star: "8,0 10,5.6 16,5.8 11.3,9.4 13,15.2 8,11.8 3,15.2 4.7,9.4 0,5.8 6,5.6",
  };
  const DASHES = { stated: "", scheme: "1 4", inferred: "5 4" };

  const svg = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  // The sign of a class, as the canvas draws it; CSS gives the colour for light and dark.
  const sign = (drawn) => {
    const style = Data.styles.get(drawn);
    const picture = svg("svg", { viewBox: "0 0 16 16", class: "sign", "aria-hidden": "true" });
    const shape = style.shape === "dot" ? svg("circle", { cx: 8, cy: 8, r: 7 })
      : svg("polygon", { points: OUTLINES[style.shape] });
    shape.setAttribute("fill", matchMedia("(prefers-color-scheme: dark)").matches ? style.dark : style.colour);
    picture.append(shape);
    return picture;
  };

  const line = (basis) => {
    const picture = svg("svg", { viewBox: "0 0 28 8", class: "stroke", "aria-hidden": "true" });
    picture.append(svg("line", {
      x1: 1, y1: 4, x2: 27, y2: 4, "stroke-width": 1.8, "stroke-linecap": "round",
      "stroke-dasharray": DASHES[basis],
    }));
    return picture;
  };

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

  const group = (title, entries, open = true) => make("details", open ? { open: "" } : {},
    make("summary", {}, title), make("ul", {}, entries));

  const classes = () => {
    const counts = tally(Object.values(Data.page.nodes).map((node) => node.drawn));
    return [...Data.styles.keys()].filter((key) => counts.has(key))
      .map((key) => entry(key, State.name(key), counts.get(key), sign(key)));
  };
  const relations = () => [...tally(Data.edges.map((edge) => edge.relation))]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([key, count]) => entry(key, State.name(key), count));
  const bases = () => {
    const counts = tally(Data.edges.map((edge) => edge.basis));
    return ["stated", "scheme", "inferred"].filter((key) => counts.has(key))
      .map((key) => entry(key, State.word(key), counts.get(key), line(key)));
  };

  State.onChange(() => {
    const open = [...body.querySelectorAll("details")].map((part) => part.open);
    const active = document.activeElement?.dataset?.key;
    const parts = [["classes", classes()], ["lines", bases()], ["relations", relations()]]
      .map(([key, entries], index) => group(State.word(key), entries, open[index] ?? true));
    const all = State.state.hidden.size ? [make("button", {
      type: "button", class: "plain", onclick: State.showAll,
    }, State.word("all"))] : [];
    body.replaceChildren(...parts, ...all);
    if (active) body.querySelector(`[data-key="${CSS.escape(active)}"]`)?.focus();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", State.begin);
  return { sign, line };
})();

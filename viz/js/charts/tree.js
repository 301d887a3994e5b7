// The tree of a framework: its areas, their plans, the sectors of these, and their figures.
const Tree = (() => {
  const view = document.getElementById("view-tree");
  const paths = Data.page.tree;

  const nested = (ways) => {
    const branches = new Map();
    for (const [first, ...rest] of ways) {
      if (!branches.has(first)) branches.set(first, []);
      if (rest.length) branches.get(first).push(rest);
    }
    return [...branches].map(([key, below]) => ({ key, below: nested(below) }));
  };

  const open = (key) => { State.select(key); Panel.focus(); };
  const label = (key) => (key && key in Data.page.nodes
    ? make("button", { type: "button", class: "leaf", "data-node": key, onclick: () => open(key) },
      Signs.sign(Data.page.nodes[key].drawn), make("span", {}, State.name(key)))
    : make("span", { class: "leaf area" }, key ? State.name(key) : State.word("no_area")));

  const figures = (key) => {
    const keys = Data.page.nodes[key]?.figures ?? [];
    if (!keys.length) return "";
    return make("details", { class: "tree-figures" },
      make("summary", {}, State.word("tree_figures", { count: keys.length })),
      make("ul", {}, keys.map((one) => make("li", {}, make("button", {
        type: "button", class: "plain quiet-link", onclick: () => { State.selectFigure(one); Panel.focus(); },
      }, Figures.brief(one))))));
  };

  const branch = ({ key, below }, depth) => {
    const last = depth === 3;
    return make("li", {}, make("div", { class: `twig depth-${depth}` }, label(key), last ? figures(key) : ""),
      below.length ? make("ul", {}, below.filter((one) => one.key || one.below.length).map((one) => branch(one, depth + 1))) : "");
  };

  // The tree as rows from above: key, name, depth, and the number of the row it hangs on.
  const rows = () => {
    const lines = [];
    const walk = ({ key, below }, depth, parent) => {
      const name = key ? State.name(key) : State.word("no_area");
      const index = lines.push({ key, name, depth, parent }) - 1;
      for (const one of below) if (one.key || one.below.length) walk(one, depth + 1, index);
    };
    for (const one of nested(paths)) walk(one, 0, null);
    return lines;
  };

  const build = () => view.replaceChildren(
    make("p", { class: "note" }, State.word("tree_note")),
    make("ul", { class: "tree" }, nested(paths).map((one) => branch(one, 0))));
  return { build, rows, any: paths.length > 0 };
})();

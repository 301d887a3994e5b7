// What the reader has chosen, kept in the fragment of the address, so that going back undoes it:
// #node=…&edge=…&figure=…&path=…&open=…&view=…&layout=…&lang=…&hide=…
const State = (() => {
  const { page } = Data;
  const TABS = ["graph", "tree", "timeline", "figures", "table"];
  const LAYOUTS = page.layouts.map((layout) => layout.name);
  const start = {
    language: page.language, node: page.focus || null, edge: null, figure: null, path: null,
    opened: [], tab: "graph", layout: LAYOUTS[0], hidden: new Set(),
  };
  const everything = new Set(Object.keys(start));
  const state = { ...start };
  const listeners = [];
  const spare = new Set(page.spare);
  let present = new Set();
  const known = new Set([
    ...Data.styles.keys(), ...Data.edges.map((edge) => edge.relation),
    ...Data.edges.map((edge) => edge.basis),
  ].map(Data.short));

  const list = (text) => (text ?? "").split(",").filter(Boolean);
  const among = (values, value, otherwise) => (values.includes(value) ? value : otherwise);
  const nodeOf = (key) => (Object.hasOwn(page.nodes, key ?? "") ? key : null);

  // What is on the page: what it began with, and the neighbours of what was unfolded.
  const refresh = () => {
    present = new Set(Object.keys(page.nodes).filter((key) => !spare.has(key)));
    for (const key of state.opened) {
      if (present.has(key)) for (const edge of Data.around.get(key)) present.add(Data.other(edge, key));
    }
  };

  const read = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    const [from, to] = list(said.get("path")).map(nodeOf);
    const edge = Number.parseInt(said.get("edge"), 10);
    const figure = said.get("figure");
    Object.assign(state, {
      language: among(["zh", "en"], said.get("lang"), start.language),
      opened: list(said.get("open")).filter(nodeOf),
      tab: among(TABS, said.get("view"), start.tab),
      layout: among(LAYOUTS, said.get("layout"), start.layout),
      hidden: new Set(list(said.get("hide")).filter((key) => known.has(key))),
      path: from ? { from, to: to ?? null } : null,
      figure: Object.hasOwn(page.quantities, figure ?? "") ? figure : null,
      edge: Data.edges[edge] ? edge : null,
    });
    refresh();
    const node = nodeOf(said.get("node"));
    state.node = state.edge !== null || state.figure ? null : node && present.has(node) ? node : start.node;
  };

  const fragment = () => {
    const parts = [];
    if (state.node && state.node !== start.node) parts.push(["node", state.node]);
    if (state.edge !== null) parts.push(["edge", state.edge]);
    if (state.figure) parts.push(["figure", state.figure]);
    if (state.path) parts.push(["path", [state.path.from, state.path.to].filter(Boolean).join(",")]);
    if (state.opened.length) parts.push(["open", state.opened.join(",")]);
    if (state.tab !== start.tab) parts.push(["view", state.tab]);
    if (state.layout !== start.layout) parts.push(["layout", state.layout]);
    if (state.language !== start.language) parts.push(["lang", state.language]);
    if (state.hidden.size) parts.push(["hide", [...state.hidden].sort().join(",")]);
    return parts.map(([key, value]) => `${key}=${encodeURI(value)}`).join("&");
  };
  const write = () => {
    const now = fragment();
    if (now !== location.hash.slice(1)) history.pushState(null, "", `#${now}`);
  };

  const tell = (changed) => listeners.forEach((listener) => listener(state, changed));
  const set = (changes) => {
    Object.assign(state, changes);
    refresh();
    write();
    tell(new Set(Object.keys(changes)));
  };

  const isPresent = (key) => present.has(key);
  const showsNode = (key) => present.has(key) && !state.hidden.has(Data.short(page.nodes[key].drawn));
  const showsEdge = (edge) => !state.hidden.has(Data.short(edge.relation))
    && !state.hidden.has(edge.basis) && showsNode(edge.source) && showsNode(edge.target);

  // The nodes to unfold, so that one that is kept at hand comes onto the page.
  const opening = (wanted) => {
    const from = new Map([...present].map((key) => [key, null]));
    const ahead = [...present];
    for (const key of ahead) {
      for (const edge of Data.around.get(key)) {
        const next = Data.other(edge, key);
        if (!from.has(next)) { from.set(next, key); ahead.push(next); }
      }
    }
    const steps = [];
    for (let key = from.get(wanted); key; key = from.get(key)) steps.unshift(key);
    return steps;
  };

  const select = (node) => {
    if (node && state.path && !state.path.to && node !== state.path.from) {
      set({ path: { from: state.path.from, to: node }, opened: [...state.opened, ...(present.has(node) ? [] : opening(node))] });
      return;
    }
    const hidden = new Set(state.hidden);
    if (node) hidden.delete(Data.short(page.nodes[node].drawn));
    const opened = !node || present.has(node) ? state.opened : [...state.opened, ...opening(node)];
    set({ node, edge: null, figure: null, path: null, hidden, opened });
  };

  const hiddenNeighbours = (key) => new Set(Data.around.get(key).map((edge) => Data.other(edge, key))
    .filter((other) => !present.has(other))).size;

  addEventListener("popstate", () => { read(); tell(everything); });
  read();
  return {
    state, isPresent, showsNode, showsEdge, select, hiddenNeighbours,
    onChange: (listener) => listeners.push(listener),
    begin: () => tell(everything),
    selectEdge: (edge) => set({ node: null, figure: null, edge, path: null }),
    selectFigure: (figure) => set({ node: null, edge: null, figure, path: null }),
    speak: (language) => set({ language }),
    show: (tab) => set({ tab }),
    arrange: (layout) => set({ layout }),
    toggle: (key) => {
      const hidden = new Set(state.hidden);
      if (!hidden.delete(key)) hidden.add(key);
      set({ hidden });
    },
    showAll: () => set({ hidden: new Set() }),
    unfold: (key) => set({
      opened: state.opened.includes(key) ? state.opened.filter((one) => one !== key) : [...state.opened, key],
    }),
    pathFrom: (from) => set({ path: { from, to: null } }),
    endPath: () => set({ path: null }),
    reset: () => set({ ...start, language: state.language, hidden: new Set(), opened: [] }),
    word: (key, values) => Data.word(state.language, key, values),
    name: (key) => Data.name(key, state.language),
    choose: (pair) => Data.choose(pair, state.language),
  };
})();

// What the reader has chosen, kept in the fragment: #node=…&edge=…&lang=…&hide=…
const State = (() => {
  const start = { language: Data.page.language, node: Data.page.focus || null, edge: null };
  const state = { ...start, hidden: new Set() };
  const listeners = [];
  const known = new Set([
    ...Data.styles.keys(), ...Data.edges.map((edge) => edge.relation),
    ...Data.edges.map((edge) => edge.basis),
  ].map(Data.short));

  const read = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    const node = said.get("node");
    const edge = Number.parseInt(said.get("edge"), 10);
    state.language = ["zh", "en"].includes(said.get("lang")) ? said.get("lang") : start.language;
    state.edge = Data.edges[edge] ? edge : null;
    state.node = state.edge !== null ? null : Data.page.nodes[node] ? node : start.node;
    state.hidden = new Set((said.get("hide") ?? "").split(",").filter((key) => known.has(key)));
  };

  const write = () => {
    const parts = [];
    if (state.node && state.node !== start.node) parts.push(["node", state.node]);
    if (state.edge !== null) parts.push(["edge", state.edge]);
    if (state.language !== start.language) parts.push(["lang", state.language]);
    if (state.hidden.size) parts.push(["hide", [...state.hidden].sort().join(",")]);
    const text = parts.map(([key, value]) => `${key}=${encodeURI(value)}`).join("&");
    history.replaceState(null, "", text ? `#${text}` : "#");
  };

  const tell = (changed) => listeners.forEach((listener) => listener(state, changed));
  const set = (changes) => {
    Object.assign(state, changes);
    write();
    tell(new Set(Object.keys(changes)));
  };
  const everything = new Set(["language", "node", "edge", "hidden"]);

  const showsNode = (key) => !state.hidden.has(Data.short(Data.page.nodes[key].drawn));
  const showsEdge = (edge) => !state.hidden.has(Data.short(edge.relation))
    && !state.hidden.has(edge.basis) && showsNode(edge.source) && showsNode(edge.target);

  addEventListener("hashchange", () => { read(); tell(everything); });
  read();
  return {
    state, showsNode, showsEdge,
    onChange: (listener) => listeners.push(listener),
    begin: () => tell(everything),
    select: (node) => {
      const hidden = new Set(state.hidden);
      if (node) hidden.delete(Data.short(Data.page.nodes[node].drawn));
      set({ node, edge: null, hidden });
    },
    selectEdge: (edge) => set({ node: null, edge }),
    speak: (language) => set({ language }),
    toggle: (key) => {
      const hidden = new Set(state.hidden);
      if (!hidden.delete(key)) hidden.add(key);
      set({ hidden });
    },
    showAll: () => set({ hidden: new Set() }),
    word: (key, values) => Data.word(state.language, key, values),
    name: (key) => Data.name(key, state.language),
    choose: (pair) => Data.choose(pair, state.language),
  };
})();

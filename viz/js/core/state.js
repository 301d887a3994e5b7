// What the reader has chosen, kept in the fragment of the address, so that going back undoes it.
const State = (() => {
  const { page } = Data;
  const TABS = ["graph", "tree", "timeline", "figures", "progress", "table"];
  const spare = new Set(page.spare);
  const began = Object.keys(page.nodes).filter((key) => !spare.has(key));
  // A page of some size can be looked at in groups; a very large one opens so.
  const LAYOUTS = [...page.layouts.map((layout) => layout.name), ...(began.length > 200 ? ["groups"] : [])];
  const start = {
    language: page.language, node: page.focus || null, edge: null, figure: null, target: null, path: null,
    opened: [], unpacked: [], tab: page.tab, layout: began.length > Groups.LIMIT ? "groups" : LAYOUTS[0], hidden: new Set(),
  };
  const everything = new Set(Object.keys(start));
  const choices = {
    nodes: new Set(Object.keys(page.nodes)), figures: new Set(Object.keys(page.quantities)),
    targets: new Set(Object.keys(page.progress?.targets ?? {})),
    edges: Data.edges.length, tabs: TABS, layouts: LAYOUTS, groups: Groups.keys,
    hideable: new Set([
      ...Data.styles.keys(), ...Data.edges.map((edge) => edge.relation), ...Data.edges.map((edge) => edge.basis),
    ].map(Data.short)),
  };
  const state = { ...start };
  const listeners = [];

  // What is on the page: what it began with, and the neighbours of what was unfolded; and of
  // that, what the legend leaves to be seen.
  let present = new Set();
  let visible = new Set();
  const seen = new Uint8Array(Data.edges.length);
  const classes = new Map(Object.entries(page.nodes).map(([key, { drawn }]) => [key, Data.short(drawn)]));
  const relations = Data.edges.map(({ relation }) => Data.short(relation));
  const refresh = () => {
    const { hidden } = state;
    present = new Set(began);
    for (const key of state.opened) {
      if (present.has(key)) for (const edge of Data.around.get(key)) present.add(Data.other(edge, key));
    }
    visible = new Set([...present].filter((key) => !hidden.has(classes.get(key))));
    for (const { id, basis, source, target } of Data.edges) {
      seen[id] = visible.has(source) && visible.has(target) && !hidden.has(relations[id]) && !hidden.has(basis) ? 1 : 0;
    }
  };

  // Take choices over, and tell which of them differ from before.
  const flat = (value) => JSON.stringify(value instanceof Set ? [...value].sort() : value);
  const take = (changes) => {
    const changed = new Set(Object.keys(changes).filter((key) => flat(changes[key]) !== flat(state[key])));
    Object.assign(state, changes);
    if (changed.has("opened") || changed.has("hidden")) refresh();
    return changed;
  };

  // Where the graph is drawn in groups, what is selected comes out of its group.
  const unpackFor = (node) => {
    const group = node && state.layout === "groups" ? Groups.of(node) : null;
    return group && !state.unpacked.includes(group) ? [...state.unpacked, group] : state.unpacked;
  };

  const read = () => {
    const changes = Address.parse(location.hash.slice(1), choices, start);
    const changed = take(changes);
    if (state.node && !present.has(state.node)) state.node = start.node;
    state.unpacked = unpackFor(state.node);
    return changed;
  };
  const write = () => {
    const now = Address.print(state, start);
    if (now !== location.hash.slice(1)) history.pushState(null, "", `#${now}`);
  };

  // The language of the document comes first: fonts, and so widths, depend on it.
  const tell = (changed) => {
    document.documentElement.lang = state.language;
    listeners.forEach((listener) => listener(state, changed));
  };
  const set = (changes) => {
    const changed = take(changes);
    write();
    if (changed.size) tell(changed);
  };

  const isPresent = (key) => present.has(key);
  const showsNode = (key) => visible.has(key);
  const showsEdge = (edge) => seen[edge.id] === 1;

  // The nodes to unfold, so that one that is kept at hand comes onto the page.
  const opening = (goal) => {
    const from = new Map([...present].map((key) => [key, null]));
    const ahead = [...present];
    for (const key of ahead) {
      for (const edge of Data.around.get(key)) {
        const next = Data.other(edge, key);
        if (!from.has(next)) { from.set(next, key); ahead.push(next); }
      }
    }
    const steps = [];
    for (let key = from.get(goal); key; key = from.get(key)) steps.unshift(key);
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
    set({ node, edge: null, figure: null, target: null, path: null, hidden, opened, unpacked: unpackFor(node) });
  };

  const hiddenNeighbours = (key) => new Set(Data.around.get(key).map((edge) => Data.other(edge, key))
    .filter((other) => !present.has(other))).size;

  addEventListener("popstate", () => { const changed = read(); if (changed.size) tell(changed); });
  refresh();
  read();
  document.documentElement.lang = state.language;
  return {
    state, isPresent, showsNode, showsEdge, select, hiddenNeighbours, layouts: LAYOUTS,
    counts: () => ({
      began: began.length, present: present.size, shown: visible.size, edges: seen.reduce((sum, one) => sum + one, 0),
    }),
    onChange: (listener) => listeners.push(listener),
    begin: () => tell(everything),
    selectEdge: (edge) => set({ node: null, figure: null, target: null, edge, path: null }),
    selectFigure: (figure) => set({ node: null, edge: null, target: null, figure, path: null }),
    selectTarget: (target) => set({ node: null, edge: null, figure: null, target, path: null }),
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
    unpack: (group) => set({
      unpacked: state.unpacked.includes(group) ? state.unpacked.filter((one) => one !== group) : [...state.unpacked, group],
    }),
    packAll: () => set({ unpacked: [] }),
    pathFrom: (from) => set({ path: { from, to: null } }),
    endPath: () => set({ path: null }),
    reset: () => set({ ...start, language: state.language, hidden: new Set() }),
    word: (key, values) => Data.word(state.language, key, values),
    name: (key) => Data.name(key, state.language),
    choose: (pair) => Data.choose(pair, state.language),
  };
})();

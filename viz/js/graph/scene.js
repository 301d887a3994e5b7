// What the graph tab draws at the moment: entities or groups of them, and lines between these.
const Scene = (() => {
  const entities = new Map(Data.network.nodes.map((node) => [node.id, node]));
  const weight = (key) => entities.get(key).size;
  const grouped = () => State.state.layout === "groups";
  let open = new Set();

  // What stands for an entity: itself, or its group as long as that is closed.
  const standsFor = (key) => (grouped() && !open.has(Groups.of(key)) ? Groups.of(key) : key);

  const entity = (key, place) => ({
    id: key, key, drawn: Data.page.nodes[key].drawn, shape: entities.get(key).shape, size: weight(key),
    hidden: !State.showsNode(key), ...place,
  });
  const group = (id, all, place) => {
    const { drawn } = Groups.parts(id);
    return {
      id, group: id, count: all.length, drawn, shape: Data.styles.get(drawn).shape, hidden: !all.length,
      size: Math.round(Math.min(10 + 3 * Math.sqrt(all.length), 44)), ...place,
    };
  };
  const line = (edge) => ({
    ...Data.network.edges[edge.id], source: edge.source, target: edge.target, edge, count: 1, hidden: !State.showsEdge(edge),
  });

  const plain = () => {
    const positions = Positions.all();
    return {
      nodes: Data.network.nodes.map(({ id }) => entity(id, positions.get(id) ?? { x: 0, y: 0 })),
      lines: Data.edges.map(line), headings: Positions.headings(),
    };
  };

  const inGroups = () => {
    const groups = Groups.members(State.showsNode);
    for (const all of groups.values()) all.sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
    const { points, headings } = GroupGrid.place(groups, open);
    const nodes = [...groups].filter(([, all]) => all.length).flatMap(([id, all]) => (open.has(id)
      ? all.map((key) => entity(key, Positions.moved(key) ?? points.get(key))) : [group(id, all, points.get(id))]));
    const visible = Data.edges.filter(State.showsEdge);
    const single = visible.filter((edge) => standsFor(edge.source) === edge.source && standsFor(edge.target) === edge.target);
    const ties = Groups.ties(visible, standsFor).filter(({ ends }) => ends.every((end) => groups.has(end))).slice(0, Groups.LINES);
    const tie = ({ id, ends: [source, target], count }) => ({
      id, from: source, to: target, source, target, count, dashes: false, hidden: false,
    });
    return { nodes, lines: [...single.map(line), ...ties.map(tie)], headings };
  };

  let now = null;
  const build = () => {
    open = new Set(State.state.unpacked);
    const made = grouped() ? inGroups() : plain();
    const visible = made.nodes.filter((node) => !node.hidden);
    const order = [...visible].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
    now = { ...made, order, by: new Map(made.nodes.map((node) => [node.id, node])), many: visible.length > 200 };
    return now;
  };
  // How many groups there are, how many of them are open, and how many ties are drawn.
  const counts = () => {
    const groups = [...Groups.members(State.showsNode)].filter(([, all]) => all.length);
    return { count: groups.length, open: groups.filter(([key]) => open.has(key)).length, ties: Groups.LINES };
  };
  return { build, grouped, standsFor, counts, now: () => now ?? build() };
})();

// What stays bright when something is selected: nodes of the scene, and lines between them.
const Highlight = (() => {
  const both = (edge) => [edge.source, edge.target].map(Scene.standsFor);
  const of = (keys, edges) => {
    const lines = edges.map((edge) => ({ edge, ends: both(edge) })).filter(({ ends: [a, b] }) => a !== b);
    const nodes = [...keys.map(Scene.standsFor), ...lines.flatMap(({ ends }) => ends)];
    return { nodes: new Set(nodes.filter((id) => Scene.now().by.get(id)?.hidden === false)), lines };
  };

  const ofPath = ({ from, to }) => (to ? of([from, to].filter(State.showsNode), Paths.chosen() ?? []) : null);
  const ofFigure = (figure) => {
    const about = Object.keys(Data.page.nodes).filter((key) => State.showsNode(key)
      && (Data.page.nodes[key].figures ?? []).includes(figure));
    return about.length ? of(about, []) : null;
  };
  const ofEdge = (edge) => (State.showsEdge(edge) ? of([edge.source, edge.target], [edge]) : null);
  const ofNode = (node) => (node === Data.page.focus || !State.showsNode(node) ? null
    : of([node], Data.around.get(node).filter(State.showsEdge)));

  // null where all is as bright as ever.
  const now = () => {
    const { node, edge, path, figure } = State.state;
    if (path) return ofPath(path);
    if (figure) return ofFigure(figure);
    if (edge !== null) return ofEdge(Data.edges[edge]);
    return node === null ? null : ofNode(node);
  };

  // What has a ring around it: what is selected, or both of its ends.
  const marked = () => {
    const { node, edge, path } = State.state;
    const keys = path ? [path.from, path.to] : edge === null ? [node] : [Data.edges[edge].source, Data.edges[edge].target];
    return [...new Set(keys.filter((key) => key && State.showsNode(key)).map(Scene.standsFor))];
  };
  return { now, marked };
})();

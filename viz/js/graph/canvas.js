// vis-network: it draws all nodes and lines, moves and scales the view, and drags nodes. It draws
// anew only when one of them changes; what is selected is drawn above it, by the overlay.
const Canvas = (() => {
  const container = document.getElementById("network");
  const data = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  const known = { nodes: new Map(), edges: new Map() };
  const network = new vis.Network(container, {}, Data.network.options);
  let ground = {};

  const readGround = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    ground = {
      paper: colour("--paper"), ink: colour("--ink"), quiet: colour("--quiet"),
      line: colour("--line"), strong: colour("--accent"), font: getComputedStyle(document.body).fontFamily,
    };
  };

  const styledNode = ({ id, x, y, shape, size, drawn, hidden }) => ({
    id, x, y, shape, size, hidden, color: { background: Signs.colour(drawn), border: ground.paper },
  });
  // Among very many lines heads would be specks that cost time; the chosen ones have them.
  const styledEdge = ({ id, from, to, dashes, smooth, count, hidden }) => {
    const faint = Scene.now().many || count > 1;
    return {
      id, from, to, dashes, smooth, hidden, width: count > 1 ? Math.min(1 + Math.log2(count), 8) : 1,
      arrows: { to: { enabled: !faint } }, color: { color: ground.line, opacity: faint ? 0.35 : 1 },
    };
  };
  const looks = {
    nodes: ({ x, y, size, drawn }) => `${x} ${y} ${size} ${Signs.colour(drawn)}`,
    edges: ({ count }) => `${count} ${Scene.now().many} ${ground.line}`,
  };

  // To hide an item costs vis-network more than to draw all of them, when asked for by its data
  // set; so the set is told only of what is new, gone or looks otherwise.
  const take = (kind, items, style) => {
    const [bodies, seen, changed] = [network.body[kind], new Set(), []];
    let turned = false;
    for (const item of items) {
      const [before, now] = [known[kind].get(item.id), { look: looks[kind](item), hidden: item.hidden }];
      seen.add(item.id);
      known[kind].set(item.id, now);
      if (before?.look !== now.look) changed.push(style(item));
      else if (before.hidden !== now.hidden) {
        bodies[item.id].options.hidden = now.hidden;
        turned = true;
      }
    }
    const gone = [...known[kind].keys()].filter((id) => !seen.has(id));
    for (const id of gone) known[kind].delete(id);
    data[kind].remove(gone);
    data[kind].update(changed);
    return turned;
  };

  const show = ({ nodes, lines }) => {
    const turned = [take("nodes", nodes, styledNode), take("edges", lines, styledEdge)];
    if (turned.includes(true)) network.body.emitter.emit("_dataUpdated");
  };

  return {
    container, network, readGround, show, ground: () => ground,
    attach: () => network.setData(data),
    redraw: () => network.body.emitter.emit("_requestRedraw"),
    place: (id) => network.body.nodes[id],
    // Where a line bends: a point beside its middle, or none.
    via: (id) => network.body.edges[id]?.edgeType?.getViaNode?.(),
  };
})();

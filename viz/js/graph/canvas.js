// What vis-network draws: all nodes and lines. It draws anew only when one of them changes; what
// is selected is drawn above it, by the overlay.
const Canvas = (() => {
  const container = document.getElementById("network");
  const states = { nodes: new Map(), edges: new Map() };
  const network = VisAdapter.create(container, Data.network.options);
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

  // The data set is told only of what is new, gone or looks otherwise; to hide is cheaper.
  const take = (kind, items, style) => {
    const [seen, changed] = [new Set(), []];
    let turned = false;
    for (const item of items) {
      const [before, now] = [states[kind].get(item.id), { look: looks[kind](item), hidden: item.hidden }];
      seen.add(item.id);
      states[kind].set(item.id, now);
      if (before?.look !== now.look) changed.push(style(item));
      else if (before.hidden !== now.hidden) {
        network.hide(kind, item.id, now.hidden);
        turned = true;
      }
    }
    const gone = [...states[kind].keys()].filter((id) => !seen.has(id));
    for (const id of gone) states[kind].delete(id);
    network.remove(kind, gone);
    network.update(kind, changed);
    return turned;
  };

  const show = ({ nodes, lines }) => {
    const turned = [take("nodes", nodes, styledNode), take("edges", lines, styledEdge)];
    if (turned.includes(true)) network.renewHidden();
  };

  return {
    container, network, readGround, show, ground: () => ground,
    attach: network.attach, redraw: network.redraw, place: network.place, via: network.via,
  };
})();

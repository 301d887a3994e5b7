// Which nodes and lines are named, and where their names may stand.
const Naming = (() => {
  // So many of the largest nodes are named at every zoom; of the others only so many in view.
  const [HUBS, NAMED] = [40, 240];
  // From this radius on the screen on, a node can be told from its neighbours.
  const SEEN = 4.5;

  // Around a focus, a label stands on the outer side of its node; elsewhere below it.
  const sidesAt = ({ x, y }) => {
    const { layout } = State.state;
    if (layout === "hierarchy") return ["right", "below", "above", "left"];
    if (layout !== "around" || (x === 0 && y === 0)) return ["below", "above", "right", "left"];
    const ends = y > 0 ? ["below", "above"] : ["above", "below"];
    if (Math.abs(x) < Math.abs(y) * 0.15) return ends;
    return [x > 0 ? "right" : "left", ...ends];
  };

  // Of a group its class and how many it has; where that has no room, the legend tells the class.
  const textOf = (node, scale) => {
    if (!node.group) return State.name(node.id);
    return scale * GroupGrid.WIDE < 60 ? String(node.count) : `${State.name(node.drawn)} ${node.count}`;
  };

  const inView = () => {
    const { container, network } = Canvas;
    const [from, to] = [{ x: 0, y: 0 }, { x: container.clientWidth, y: container.clientHeight }].map((at) => network.DOMtoCanvas(at));
    return ({ x, y }) => x > from.x && x < to.x && y > from.y && y < to.y;
  };

  const nodeItem = (node, scale, { must, hub, named, many }) => {
    const place = Canvas.place(node.id);
    return {
      key: node.id, x: place.x * scale, y: place.y * scale, radius: node.size * scale, must, hub, loose: many,
      text: named ? textOf(node, scale) : "", sides: sidesAt(place),
    };
  };

  const nodes = (scale, highlight) => {
    const { order, many } = Scene.now();
    const [seen, marked] = [inView(), new Set(Highlight.marked())];
    const hubs = new Set(many ? order.slice(0, HUBS) : []);
    const first = order.filter((node) => marked.has(node.id));
    const rest = order.filter((node) => !marked.has(node.id) && (!highlight || highlight.nodes.has(node.id)));
    let left = NAMED;
    return [...first, ...rest].map((node) => {
      const [must, hub] = [marked.has(node.id), hubs.has(node) || Boolean(node.group)];
      const candidate = must || hub || highlight || node.size * scale > SEEN;
      const named = !many || (candidate && (must || (left > 0 && seen(Canvas.place(node.id)))));
      if (named) left -= 1;
      return nodeItem(node, scale, { must, hub, named, many });
    });
  };

  // The name of a relation at the middle of its line.
  const line = ({ edge, ends: [source, target] }, scale) => {
    const middle = Curves.middle({ from: Canvas.place(source), to: Canvas.place(target), via: Canvas.via(edge.id) });
    return {
      key: `edge ${edge.id}`, text: State.name(edge.relation), radius: 0, quiet: true, must: false,
      loose: Scene.now().many, x: middle.x * scale, y: middle.y * scale - 11, sides: ["below"],
    };
  };

  // All that is to be named when *highlight* is bright: nodes, and lines as long as they are few.
  const all = (scale, highlight) => {
    const lines = highlight && highlight.lines.length <= 14 ? highlight.lines : [];
    return [...nodes(scale, highlight), ...lines.map((one) => line(one, scale))];
  };

  const one = (id, scale) => nodeItem(Scene.now().by.get(id), scale, { must: true, hub: false, named: true, many: false });
  return { all, one, line };
})();

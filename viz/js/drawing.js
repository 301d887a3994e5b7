// The canvas: vis-network draws nodes and lines; the labels are ours.
const Drawing = (() => {
  const HUBS = 40;
  const container = document.getElementById("network");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, Data.network.options);
  const size = new Map(Data.network.nodes.map((node) => [node.id, node.size]));
  const byWeight = [...size.keys()].sort((a, b) => size.get(b) - size.get(a) || (a < b ? -1 : 1));
  const many = size.size > 200;
  let ground = {};
  let hovered = { node: null, edge: null };
  let placed = { scale: 0, labels: [] };

  const readGround = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    ground = {
      paper: colour("--paper"), ink: colour("--ink"), quiet: colour("--quiet"),
      line: colour("--line"), strong: colour("--accent"), font: getComputedStyle(document.body).fontFamily,
    };
  };

  const colourOf = (key) => {
    const style = Data.styles.get(Data.page.nodes[key].drawn);
    return dark.matches ? style.dark : style.colour;
  };

  // The nodes and lines that stay bright: all, or those of what is selected.
  const lit = () => {
    const { node, edge } = State.state;
    if (edge !== null) {
      if (!State.showsEdge(Data.edges[edge])) return null;
      const { source, target } = Data.edges[edge];
      return { nodes: new Set([source, target]), edges: new Set([edge]) };
    }
    if (node === null || node === Data.page.focus || !State.showsNode(node)) return null;
    const near = Data.around.get(node).filter(State.showsEdge);
    return {
      nodes: new Set([node, ...near.flatMap((e) => [e.source, e.target])]),
      edges: new Set(near.map((e) => e.id)),
    };
  };

  const styledNode = (node, bright) => {
    const background = colourOf(node.id);
    const border = { background, border: ground.strong };
    return {
      id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size,
      hidden: !State.showsNode(node.id), opacity: !bright || bright.nodes.has(node.id) ? 1 : 0.18,
      color: { background, border: ground.paper, highlight: border, hover: border },
    };
  };

  const styledEdge = (edge, bright) => {
    const strong = bright?.edges.has(edge.id);
    const opacity = strong ? 1 : bright ? 0.1 : many ? 0.4 : 1;
    return {
      ...edge, hidden: !State.showsEdge(Data.edges[edge.id]), width: strong ? 1.6 : 1,
      color: {
        color: strong ? ground.strong : ground.line, highlight: ground.strong, hover: ground.strong, opacity,
      },
    };
  };

  const restyle = () => {
    const bright = lit();
    nodes.update(Data.network.nodes.map((node) => styledNode(node, bright)));
    edges.update(Data.network.edges.map((edge) => styledEdge(edge, bright)));
    placed.scale = 0;
    network.redraw();
  };

  // Around a focus, a label stands on the outer side of its node; elsewhere below it.
  const sidesAt = (x, y) => {
    if (!Data.page.focus || (x === 0 && y === 0)) return ["below", "above", "right", "left"];
    const ends = y > 0 ? ["below", "above"] : ["above", "below"];
    if (Math.abs(x) < Math.abs(y) * 0.15) return ends;
    return [x > 0 ? "right" : "left", ...ends];
  };

  // Small nodes are named only from the zoom on at which one can see them well.
  const itemOf = (key, scale, place, must, hub) => ({
    key, x: place.x * scale, y: place.y * scale, radius: size.get(key) * scale, must, hub, loose: many,
    text: must || hub || !many || lit() || size.get(key) * scale > 4.5 ? State.name(key) : "",
    sides: sidesAt(place.x, place.y),
  });

  // The name of a relation at the middle of its line.
  const edgeItem = (edge, scale, places) => {
    const [a, b] = [places[edge.source], places[edge.target]];
    return {
      key: `edge ${edge.id}`, text: State.name(edge.relation), radius: 0, quiet: true, must: false, loose: many,
      x: ((a.x + b.x) / 2) * scale, y: ((a.y + b.y) / 2) * scale - 11, sides: ["below"],
    };
  };

  const layOut = (context, scale) => {
    const bright = lit();
    const places = network.getPositions();
    const { node, edge } = State.state;
    const ends = edge === null ? [] : [Data.edges[edge].source, Data.edges[edge].target];
    const first = [hovered.node, node, ...ends].filter((key) => key && State.showsNode(key));
    const rest = byWeight.filter((key) => State.showsNode(key) && (!bright || bright.nodes.has(key)));
    const keys = [...new Set([...first, ...rest])];
    const named = new Set(bright && bright.edges.size <= 14 ? bright.edges : []);
    if (hovered.edge !== null) named.add(hovered.edge);
    const hubs = new Set(many ? byWeight.slice(0, HUBS) : []);
    const items = keys.map((key) => itemOf(key, scale, places[key], first.includes(key), hubs.has(key)));
    const lines = [...named].map((id) => Data.edges[id]).filter(State.showsEdge)
      .map((line) => edgeItem(line, scale, places));
    placed = { scale, labels: Labels.layOut(context, ground, [...items, ...lines]) };
  };

  const drawLabels = (context) => {
    const scale = network.getScale();
    if (placed.scale !== scale) layOut(context, scale);
    for (const label of [...placed.labels].reverse()) Labels.write(context, ground, label, scale);
  };

  const labelAt = ({ x, y }) => {
    const [left, top] = [x * placed.scale, y * placed.scale];
    const found = placed.labels.find((label) => size.has(label.item.key)
      && left >= label.left && left <= label.right && top >= label.top && top <= label.bottom);
    return found?.item.key;
  };

  const hover = (changes) => {
    hovered = { ...hovered, ...changes };
    placed.scale = 0;
    container.classList.toggle("pointing", hovered.node !== null || hovered.edge !== null);
    network.redraw();
  };

  const motion = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

  // Leave room at the sides for the labels of the outermost nodes.
  const fit = (animation = motion()) => {
    const places = Object.entries(network.getPositions()).filter(([key]) => State.showsNode(key));
    if (!places.length) return;
    const [xs, ys] = ["x", "y"].map((axis) => places.map(([, place]) => place[axis]));
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const [width, height] = [container.clientWidth, container.clientHeight];
    const margin = many ? 30 : width < 500 ? 80 : 130;
    const scale = Math.min((width - 2 * margin) / (right - left + 1), (height - 70) / (bottom - top + 1), 1.2);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
  };
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });
  const goTo = (key) => network.moveTo({
    position: network.getPosition(key), scale: Math.max(network.getScale(), 0.8), animation: motion(),
  });

  const mark = () => {
    const { node, edge } = State.state;
    const shown = { node: node && State.showsNode(node), edge: edge !== null && State.showsEdge(Data.edges[edge]) };
    network.setSelection({ nodes: shown.node ? [node] : [], edges: shown.edge ? [edge] : [] });
  };

  network.on("afterDrawing", drawLabels);
  network.on("click", ({ nodes: [node], edges: [edge], pointer }) => {
    const chosen = node ?? labelAt(pointer.canvas);
    if (chosen) State.select(chosen);
    else if (edge !== undefined) State.selectEdge(edge);
    else State.select(Data.page.focus || null);
  });
  network.on("hoverNode", ({ node }) => hover({ node }));
  network.on("blurNode", () => hover({ node: null }));
  network.on("hoverEdge", ({ edge }) => hover({ edge }));
  network.on("blurEdge", () => hover({ edge: null }));
  network.on("dragEnd", () => { placed.scale = 0; });
  dark.addEventListener("change", () => { readGround(); restyle(); });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.4));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  document.getElementById("fit").addEventListener("click", () => fit());

  State.onChange((state, changed) => {
    if (changed.has("language")) { Labels.forget(); readGround(); }
    restyle();
    mark();
  });

  const start = () => {
    readGround();
    nodes.add(Data.network.nodes.map((node) => styledNode(node, null)));
    edges.add(Data.network.edges.map((edge) => styledEdge(edge, null)));
    fit(false);
    const { node } = State.state;
    if (node && node !== Data.page.focus && State.showsNode(node)) goTo(node);
  };
  return { start, goTo, fit, colourOf, network };
})();

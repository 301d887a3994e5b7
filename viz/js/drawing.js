// The canvas: vis-network draws nodes and lines; the labels are ours.
const Drawing = (() => {
  const HUBS = 40;
  const container = document.getElementById("network");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, {}, Data.network.options);
  // Several changes in one turn are drawn once, in the next frame.
  const redraw = () => network.body.emitter.emit("_requestRedraw");
  const size = new Map(Data.network.nodes.map((node) => [node.id, node.size]));
  const byWeight = [...size.keys()].sort((a, b) => size.get(b) - size.get(a) || (a < b ? -1 : 1));
  const many = size.size - Data.page.spare.length > 200;
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

  const colourOf = (key) => Signs.colour(Data.page.nodes[key].drawn);

  // The nodes and lines that stay bright: all, or those of what is selected.
  const lit = () => {
    const { node, edge, path, figure } = State.state;
    if (path) {
      const way = Paths.chosen() ?? [];
      const ends = [path.from, path.to].filter(Boolean);
      if (!path.to) return null;
      return { nodes: new Set([...ends, ...way.flatMap((e) => [e.source, e.target])]), edges: new Set(way.map((e) => e.id)) };
    }
    if (figure) {
      const about = Object.keys(Data.page.nodes).filter((key) => State.showsNode(key) && (Data.page.nodes[key].figures ?? []).includes(figure));
      return about.length ? { nodes: new Set(about), edges: new Set() } : null;
    }
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

  const styledNode = ({ id, shape, size: radius }, place) => {
    const background = colourOf(id);
    const border = { background, border: ground.strong };
    return {
      id, x: place.x, y: place.y, shape, size: radius, hidden: !State.showsNode(id),
      color: { background, border: ground.paper, highlight: border, hover: border },
    };
  };

  // Among very many lines heads would be specks that cost time; the chosen ones have them.
  const styledEdge = (edge, strong) => ({
    ...edge, arrows: { to: { enabled: strong || !many } }, hidden: !State.showsEdge(Data.edges[edge.id]), width: strong ? 1.6 : 1,
    color: {
      color: strong ? ground.strong : ground.line, highlight: ground.strong, hover: ground.strong,
      opacity: strong || !many ? 1 : 0.4,
    },
  });

  // Only what looks otherwise than before goes to vis-network: that keeps a click quick.
  const looks = new Map();
  const differs = (key, look) => {
    if (looks.get(key) === look) return false;
    looks.set(key, look);
    return true;
  };
  const changedNodes = () => {
    const places = Places.all();
    return Data.network.nodes.flatMap((node) => {
      const place = places.get(node.id) ?? { x: 0, y: 0 };
      const look = `${place.x} ${place.y} ${State.showsNode(node.id)} ${ground.paper}`;
      return differs(node.id, look) ? [styledNode(node, place)] : [];
    });
  };
  const changedEdges = (bright) => Data.network.edges.flatMap((edge) => {
    const strong = bright?.edges.has(edge.id) ?? false;
    const look = `${strong} ${State.showsEdge(Data.edges[edge.id])} ${ground.paper}`;
    return differs(edge.id, look) ? [styledEdge(edge, strong)] : [];
  });

  let bright = null;
  const restyle = () => {
    bright = lit();
    nodes.update(changedNodes());
    edges.update(changedEdges(bright));
    placed.scale = 0;
    redraw();
  };

  // What is not bright lies under a veil of paper; what is, is drawn again above it.
  const drawVeil = (context) => {
    if (!bright) return;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.82;
    context.fillStyle = ground.paper;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    for (const id of bright.edges) {
      const edge = network.body.edges[id];
      if (!edge?.connected || edge.options.hidden) continue;
      edge.draw(context);
      edge.drawArrows(context);
    }
    for (const key of bright.nodes) if (State.showsNode(key)) network.body.nodes[key].draw(context);
  };

  // Around a focus, a label stands on the outer side of its node; elsewhere below it.
  const sidesAt = (x, y) => {
    if (State.state.layout === "hierarchy") return ["right", "below", "above", "left"];
    if (State.state.layout !== "around" || (x === 0 && y === 0)) return ["below", "above", "right", "left"];
    const ends = y > 0 ? ["below", "above"] : ["above", "below"];
    if (Math.abs(x) < Math.abs(y) * 0.15) return ends;
    return [x > 0 ? "right" : "left", ...ends];
  };

  // Of many nodes only those in view are named, and small ones only from the zoom on at
  // which one can see them well; more than so many names would not find room anyway.
  const NAMED = 240;
  const inView = () => {
    const [from, to] = [{ x: 0, y: 0 }, { x: container.clientWidth, y: container.clientHeight }].map((at) => network.DOMtoCanvas(at));
    return ({ x, y }) => x > from.x && x < to.x && y > from.y && y < to.y;
  };
  const nodeItems = (keys, scale, places, first, hubs) => {
    const seen = inView();
    let left = NAMED;
    return keys.map((key) => {
      const [must, hub, place] = [first.includes(key), hubs.has(key), places[key]];
      const wanted = must || hub || bright || size.get(key) * scale > 4.5;
      const named = !many || (wanted && seen(place) && (must || left > 0));
      if (named) left -= 1;
      return {
        key, x: place.x * scale, y: place.y * scale, radius: size.get(key) * scale, must, hub, loose: many,
        text: named ? State.name(key) : "", sides: sidesAt(place.x, place.y),
      };
    });
  };

  // The name of a relation at the middle of its line.
  const edgeItem = (edge, scale, places) => {
    const [a, b] = [places[edge.source], places[edge.target]];
    return {
      key: `edge ${edge.id}`, text: State.name(edge.relation), radius: 0, quiet: true, must: false, loose: many,
      x: ((a.x + b.x) / 2) * scale, y: ((a.y + b.y) / 2) * scale - 11, sides: ["below"],
    };
  };

  const layOut = (context, scale) => {
    const places = network.getPositions();
    const { node, edge } = State.state;
    const ends = edge === null ? [] : [Data.edges[edge].source, Data.edges[edge].target];
    const { path } = State.state;
    const first = [hovered.node, node, ...ends, path?.from, path?.to].filter((key) => key && State.showsNode(key));
    const rest = byWeight.filter((key) => State.showsNode(key) && (!bright || bright.nodes.has(key)));
    const keys = [...new Set([...first, ...rest])];
    const named = new Set(bright && bright.edges.size <= 14 ? bright.edges : []);
    if (hovered.edge !== null) named.add(hovered.edge);
    const hubs = new Set(many ? byWeight.slice(0, HUBS) : []);
    const items = nodeItems(keys, scale, places, first, hubs);
    const lines = [...named].map((id) => Data.edges[id]).filter(State.showsEdge)
      .map((line) => edgeItem(line, scale, places));
    placed = { scale, labels: Labels.layOut(context, ground, [...items, ...lines], headings) };
  };

  // The headings of a layout, of one size on the screen at every zoom.
  let headings = [];
  const drawHeadings = (context, scale) => {
    const boxes = [];
    for (const { key, x, y } of Places.headings()) {
      context.save();
      context.translate(x, y);
      context.scale(1 / scale, 1 / scale);
      const lines = Labels.headLines(context, ground, key ? State.name(key) : State.word("no_chapter"));
      const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 5;
      const box = { left: x * scale - half, right: x * scale + half, top: y * scale - 16 * lines.length, bottom: y * scale + 6 };
      const covers = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
      let up = 0;
      for (let other = boxes.find(covers); other; other = boxes.find(covers)) {
        const by = box.bottom - other.top + 1;
        [up, box.top, box.bottom] = [up - by, box.top - by, box.bottom - by];
      }
      boxes.push(box);
      Labels.head(context, ground, lines, up);
      context.restore();
    }
    headings = boxes;
  };

  // While one zooms through many nodes, labels go along with them; when one has stopped,
  // they are placed anew.
  let [laidOut, waiting] = [0, 0];
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { placed.scale = 0; redraw(); }, 170);
  };
  const shifted = (label, scale) => {
    const grown = scale / placed.scale - 1;
    const [dx, dy] = [label.item.x * grown, label.item.y * grown];
    return { ...label, x: label.x + dx, left: label.left + dx, right: label.right + dx, y: label.y + dy, top: label.top + dy, bottom: label.bottom + dy };
  };

  const drawLabels = (context) => {
    const scale = network.getScale();
    drawVeil(context);
    drawHeadings(context, scale);
    const begun = performance.now();
    const moving = many && placed.scale && begun - laidOut < 160;
    if (placed.scale !== scale && !moving) { layOut(context, scale); laidOut = begun; }
    if (placed.scale !== scale) later();
    for (const label of [...placed.labels].reverse()) Labels.write(context, ground, shifted(label, scale), scale);
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
    redraw();
  };

  const motion = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

  // Leave room at the sides for the labels of the outermost nodes.
  const fit = (animation = motion()) => {
    const shown = Object.entries(network.getPositions()).filter(([key]) => State.showsNode(key));
    const places = [...shown.map(([, place]) => place), ...Places.headings()];
    if (!shown.length || !container.clientWidth) return;
    const [xs, ys] = ["x", "y"].map((axis) => places.map((place) => place[axis]));
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const [width, height] = [container.clientWidth, container.clientHeight];
    const margin = many ? 30 : width < 500 ? 80 : 130;
    const scale = Math.min((width - 2 * margin) / (right - left + 1), (height - (Places.headings().length ? 110 : 70)) / (bottom - top + 1), 1.2);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
  };
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });
  const goTo = (key) => container.clientWidth && network.moveTo({
    position: network.getPosition(key), scale: Math.max(network.getScale(), 0.8), animation: motion(),
  });

  const mark = () => {
    const { node, edge } = State.state.path ? { node: null, edge: null } : State.state;
    const shown = { node: node && State.showsNode(node), edge: edge !== null && State.showsEdge(Data.edges[edge]) };
    network.setSelection({ nodes: shown.node ? [node] : [], edges: shown.edge ? [edge] : [] });
  };

  network.on("afterDrawing", drawLabels);
  network.on("animationFinished", () => { placed.scale = 0; redraw(); });
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
  network.on("doubleClick", ({ nodes: [node] }) => { if (node && State.hiddenNeighbours(node)) State.unfold(node); });
  network.on("dragEnd", ({ nodes: dragged }) => {
    for (const key of dragged) Places.move(key, network.getPosition(key));
    placed.scale = 0;
  });
  dark.addEventListener("change", () => { readGround(); restyle(); });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.4));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  document.getElementById("fit").addEventListener("click", () => fit());

  let arranged = State.state.layout;
  let unfolded = 0;
  State.onChange((state, changes) => {
    if (changes.has("language")) { Labels.forget(); readGround(); }
    if (!container.clientWidth && container.dataset.drawn) return;
    const again = state.layout !== arranged;
    if (again) Places.forget();
    restyle();
    mark();
    if (again || state.opened.length !== unfolded) fit(again ? false : motion());
    arranged = state.layout;
    unfolded = state.opened.length;
  });

  // After another tab has been shown: take what changed meanwhile.
  const wake = () => { network.setSize("100%", "100%"); restyle(); mark(); };

  const start = () => {
    readGround();
    bright = lit();
    nodes.add(changedNodes());
    edges.add(changedEdges(bright));
    network.setData({ nodes, edges });
    container.dataset.drawn = "true";
    unfolded = State.state.opened.length;
    fit(false);
    const { node } = State.state;
    if (node && node !== Data.page.focus && State.showsNode(node)) goTo(node);
  };
  return { start, goTo, fit, wake, network, container, labels: () => placed.labels };
})();

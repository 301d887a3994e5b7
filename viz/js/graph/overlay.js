// What is drawn above the nodes and lines: what is selected, pointed at, and all names. While
// something is selected, the drawing below is as pale as under a veil; it is not drawn anew.
const Overlay = (() => {
  const layer = make("canvas", { class: "overlay" });
  const context = layer.getContext("2d");
  let highlight = null;
  let pointed = { node: null, edge: null };
  let placed = { scale: 0, labels: [], headings: [] };
  let laidOut = 0;
  let [waiting, frame] = [0, 0];

  // In the units of the screen, with the origin of the drawing at (0, 0).
  const begin = () => {
    const below = Canvas.container.querySelector("canvas");
    if (!layer.isConnected) below.after(layer);
    if (layer.width !== below.width || layer.height !== below.height) [layer.width, layer.height] = [below.width, below.height];
    const ratio = below.width / (below.clientWidth || 1);
    const origin = Canvas.network.canvasToDOM({ x: 0, y: 0 });
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, layer.width, layer.height);
    context.setTransform(ratio, 0, 0, ratio, ratio * origin.x, ratio * origin.y);
  };

  const at = (id, scale) => {
    const { x, y } = Canvas.place(id);
    return { x: x * scale, y: y * scale };
  };

  const drawLine = ({ edge, ends: [source, target] }, scale) => {
    const bend = Canvas.via(edge.id);
    const shape = { from: at(source, scale), to: at(target, scale), via: bend && { x: bend.x * scale, y: bend.y * scale } };
    const end = Curves.ending(shape, Scene.now().by.get(target).size * scale + 1.5);
    context.lineWidth = 1.5;
    context.setLineDash(Signs.DASHES[edge.basis].split(" ").filter(Boolean).map(Number));
    context.stroke(new Path2D(Curves.path({ ...shape, to: end })));
    context.setLineDash([]);
    const [tip, left, right] = Curves.head(end, 8);
    context.beginPath();
    for (const corner of [tip, left, right]) context.lineTo(corner.x, corner.y);
    context.fill();
  };

  const drawRing = (id, scale) => {
    const { x, y } = at(id, scale);
    context.beginPath();
    context.arc(x, y, Math.max(Scene.now().by.get(id).size * scale * 1.25, 4) + 3, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.stroke();
  };

  const drawBright = (scale) => {
    [context.strokeStyle, context.fillStyle] = [Canvas.ground().strong, Canvas.ground().strong];
    const lines = [...(highlight?.lines ?? [])];
    if (pointed.edge) lines.push(pointed.edge);
    for (const line of lines) drawLine(line, scale);
    context.save();
    context.scale(scale, scale);
    for (const id of highlight?.nodes ?? []) Canvas.place(id)?.draw(context);
    context.restore();
    context.strokeStyle = Canvas.ground().strong;
    const rings = [...Highlight.marked(), pointed.node].filter((id) => id && Scene.now().by.get(id)?.hidden === false);
    for (const id of new Set(rings)) drawRing(id, scale);
  };

  // Headings have one size at every zoom, and each the room up to the next; where two would
  // still cover each other, one goes up.
  const headings = (scale) => {
    const all = Scene.now().headings;
    const gaps = all.slice(1).map(({ x, y }, index) => (y === all[index].y ? Math.abs(x - all[index].x) : Infinity));
    const limit = Math.max(44, Math.min(170, Math.min(...gaps) * scale - 12));
    const boxes = [];
    for (const { key, x, y } of all) {
      const text = key ? State.name(key) : State.word("no_chapter");
      const box = Labels.heading(context, Canvas.ground(), { text, x: x * scale, y: y * scale, limit });
      const covers = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
      for (let other = boxes.find(covers); other; other = boxes.find(covers)) {
        const by = box.bottom - other.top + 1;
        [box.top, box.bottom] = [box.top - by, box.bottom - by];
      }
      boxes.push(box);
    }
    return boxes;
  };

  // While one zooms through many nodes, labels go along with them; when one has stopped,
  // they are placed anew.
  const shifted = (label, scale) => {
    const grown = scale / placed.scale - 1;
    const [dx, dy] = [label.item.x * grown, label.item.y * grown];
    return { ...label, x: label.x + dx, left: label.left + dx, right: label.right + dx, y: label.y + dy, top: label.top + dy, bottom: label.bottom + dy };
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(renew, 170);
  };
  const layOut = (scale) => {
    const begun = performance.now();
    if (placed.scale === scale) return;
    if (Scene.now().many && placed.scale && begun - laidOut < 160) { later(); return; }
    const heads = headings(scale);
    placed = { scale, headings: heads, labels: Labels.layOut(context, Canvas.ground(), Naming.all(scale, highlight), heads) };
    laidOut = begun;
  };

  const drawNames = (scale) => {
    const ground = Canvas.ground();
    const heads = placed.scale === scale ? placed.headings : headings(scale);
    for (const box of heads) Labels.writeHeading(context, ground, box);
    const labels = placed.scale === scale ? placed.labels : placed.labels.map((label) => shifted(label, scale));
    for (const label of [...labels].reverse()) Labels.write(context, ground, label);
    const extra = [pointed.node && Naming.one(pointed.node, scale), pointed.edge && Naming.line(pointed.edge, scale)];
    for (const item of extra.filter(Boolean)) Labels.write(context, ground, Labels.ways(context, ground, { ...item, must: true })[0]);
  };

  const draw = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    const scale = Canvas.network.getScale();
    begin();
    drawBright(scale);
    layOut(scale);
    drawNames(scale);
  };
  const redraw = () => { frame ||= requestAnimationFrame(draw); };
  const renew = () => { placed.scale = 0; redraw(); };

  const relight = () => {
    highlight = Highlight.now();
    pointed = { node: null, edge: null };
    Canvas.container.classList.toggle("veiled", highlight !== null);
    placed = { scale: 0, labels: [], headings: [] };
    redraw();
  };

  const point = (node, edge) => {
    if (pointed.node === node && pointed.edge?.edge === edge?.edge) return;
    pointed = { node, edge };
    Canvas.container.classList.toggle("pointing", Boolean(node ?? edge));
    redraw();
  };

  // The node whose label stands at a point of the drawing.
  const labelAt = ({ x, y }) => {
    const [left, top] = [x * placed.scale, y * placed.scale];
    return placed.labels.find((label) => Scene.now().by.has(label.item.key)
      && left >= label.left && left <= label.right && top >= label.top && top <= label.bottom)?.item.key;
  };

  // How high the headings rise above the drawing at a scale.
  const rise = (scale) => {
    const lowest = Math.min(...Scene.now().headings.map(({ y }) => y)) * scale;
    return Math.max(0, ...headings(scale).map(({ top }) => lowest - top));
  };

  return { rise, draw, redraw, renew, later, relight, point, labelAt, layer, placed: () => placed, highlight: () => highlight };
})();

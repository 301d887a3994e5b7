// What a tab shows as a drawing of our own: the graph, the tree, or charts.
const SvgExport = (() => {
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const paper = () => ink("--paper");
  const family = () => getComputedStyle(document.body).fontFamily;
  const sheet = ([x, y, width, height], ...content) => svg("svg", {
    viewBox: [x, y, width, height].map(Math.round).join(" "), width: Math.round(width), height: Math.round(height), "font-family": family(), "font-size": 12,
  }, svg("rect", { x, y, width, height, fill: paper() }), ...content);

  // Lines as they are on the canvas, bent where they are bent there.
  const line = (one, at) => {
    const shape = { from: at(Canvas.place(one.source)), to: at(Canvas.place(one.target)), via: Canvas.via(one.id) && at(Canvas.via(one.id)) };
    const basis = one.edge?.basis ?? "stated";
    const name = one.edge ? `— ${State.name(one.edge.relation)} →` : `— ${one.count} —`;
    return svg("path", {
      d: Curves.path(shape), fill: "none", stroke: ink("--line"), "stroke-width": 1, "stroke-dasharray": Signs.DASHES[basis] || false,
    }, svg("title", {}, `${State.name(one.source)} ${name} ${State.name(one.target)}`));
  };

  const label = (one) => {
    const [align, shift] = Labels.aligned(one);
    const x = one.x + shift;
    const step = LineBreaking.type().line;
    const anchor = { left: "start", right: "end", center: "middle" }[align];
    return svg("text", { x, y: one.y - ((one.lines.length - 1) * step) / 2 + 4, "text-anchor": anchor },
      one.lines.map((text, index) => svg("tspan", { x, dy: index ? step : 0 }, text)));
  };
  const heading = ({ lines, x, bottom }) => svg("text", { x, y: bottom - 8 - (lines.length - 1) * 16, "font-weight": 600, "text-anchor": "middle", fill: ink("--quiet") },
    lines.map((text, index) => svg("tspan", { x, dy: index ? 16 : 0 }, text)));

  // All of the drawing at the scale of the screen, with the names that stand there.
  const graph = () => {
    const scale = Canvas.network.getScale();
    const { nodes, lines } = Scene.now();
    const at = ({ x, y }) => ({ x: x * scale, y: y * scale });
    const visible = nodes.filter((node) => !node.hidden).map((node) => ({ ...node, ...at(Canvas.place(node.id)) }));
    const { labels, headings } = Overlay.placed();
    const [xs, ys] = ["x", "y"].map((axis) => [...visible, ...headings].map((one) => one[axis] ?? one.top));
    const [left, top] = [Math.min(...xs) - 140, Math.min(...ys) - 80];
    return sheet([left, top, Math.max(...xs) + 140 - left, Math.max(...ys) + 80 - top],
      svg("g", { "stroke-opacity": 0.7 }, lines.filter((one) => !one.hidden).map((one) => line(one, at))),
      svg("g", {}, visible.map(({ drawn, x, y, size }) => Signs.shape(drawn, x, y, size * scale, { stroke: paper() }))),
      svg("g", { fill: ink("--ink"), stroke: paper(), "stroke-width": 3, "paint-order": "stroke" },
        labels.filter(({ item }) => !item.quiet).map(label), headings.map(heading)));
  };

  // The tree with all of its branches, one line each.
  const tree = () => {
    const [ROW, STEP] = [24, 26];
    const rows = Tree.rows();
    const middle = (index) => index * ROW + ROW / 2;
    const branch = ({ parent, depth }, index) => (parent === null ? "" : svg("path", {
      d: `M${(depth - 1) * STEP + 7} ${middle(parent) + 10}V${middle(index)}H${depth * STEP - 2}`, fill: "none", stroke: ink("--line"),
    }));
    const leaf = ({ key, name, depth }, index) => svg("g", {},
      key in Data.page.nodes ? Signs.shape(Data.page.nodes[key].drawn, depth * STEP + 7, middle(index), 6) : "",
      svg("text", { x: depth * STEP + (key in Data.page.nodes ? 20 : 2), y: middle(index) + 4.5, fill: ink(key in Data.page.nodes ? "--ink" : "--quiet"), "font-weight": depth < 2 ? 600 : 400 }, name));
    const wide = Math.max(...rows.map(({ name, depth }) => depth * STEP + 40 + 13 * name.length));
    return sheet([-20, -20, wide + 40, rows.length * ROW + 40], rows.map(branch), svg("g", { "font-size": 13 }, rows.map(leaf)));
  };

  // The charts of a tab, one below the other, with their looks written into them.
  const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "paint-order", "font-family", "font-size", "font-weight"];
  const styled = (one) => {
    const copy = one.cloneNode(true);
    const [from, to] = [one, copy].map((root) => [...root.querySelectorAll("*")]);
    from.forEach((element, index) => {
      const style = getComputedStyle(element);
      for (const look of LOOKS) to[index].setAttribute(look, style.getPropertyValue(look));
    });
    return copy;
  };
  const titleOf = (one) => one.closest(".card")?.querySelector("h3")?.textContent ?? "";
  const charts = (tab) => {
    const drawings = [...document.querySelectorAll(`#view-${tab} svg.chart`)];
    let top = 0;
    const parts = drawings.flatMap((one) => {
      const title = titleOf(one);
      const head = title ? svg("text", { x: 0, y: top + 14, "font-weight": 600, "font-size": 13, fill: ink("--ink") }, title) : "";
      const copy = styled(one);
      copy.setAttribute("y", top + (title ? 24 : 0));
      top += Number(one.getAttribute("height")) + (title ? 54 : 30);
      return [head, copy].filter(Boolean);
    });
    const width = Math.max(0, ...drawings.map((one) => Number(one.getAttribute("width"))));
    return sheet([-10, -10, width + 20, top + 10], parts);
  };

  const of = (tab) => {
    if (tab === "graph") return graph();
    return tab === "tree" ? tree() : charts(tab);
  };
  // Whether a tab has a picture: one without charts is a table, and the tables are exported.
  const has = (tab) => ["graph", "tree"].includes(tab) || document.querySelector(`#view-${tab} svg.chart`) !== null;

  // The canvas as it stands, pale below what is selected.
  const pixels = () => {
    const below = Canvas.container.querySelector("canvas");
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [below.width, below.height];
    const context = canvas.getContext("2d");
    context.fillStyle = paper();
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.globalAlpha = Number(getComputedStyle(below).opacity);
    context.drawImage(below, 0, 0);
    context.globalAlpha = 1;
    context.drawImage(Overlay.layer, 0, 0);
    return canvas;
  };
  return { of, has, pixels };
})();

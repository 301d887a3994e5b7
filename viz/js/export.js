// What is shown, as files: a picture of the canvas, a drawing of our own, and two tables.
const Export = (() => {
  const menu = document.getElementById("export");

  const save = (blob, ending) => {
    const link = make("a", { download: `oneplusn-${State.state.tab}.${ending}` });
    link.href = URL.createObjectURL(blob);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const paper = () => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const line = (edge, places) => {
    const [a, b] = [places[edge.source], places[edge.target]];
    return svg("line", {
      x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: ink("--line"), "stroke-width": 1, "stroke-dasharray": Signs.DASHES[edge.basis],
    }, svg("title", {}, `${State.name(edge.source)} — ${State.name(edge.relation)} → ${State.name(edge.target)}`));
  };

  // The drawing of the graph: lines, shapes, and the labels that the canvas shows, at its scale.
  const graph = () => {
    const places = Drawing.network.getPositions();
    const scale = Drawing.network.getScale();
    const keys = Object.keys(places).filter(State.showsNode);
    const at = Object.fromEntries(keys.map((key) => [key, { x: places[key].x * scale, y: places[key].y * scale }]));
    const sizes = new Map(Data.network.nodes.map((node) => [node.id, node.size * scale]));
    const [xs, ys] = ["x", "y"].map((axis) => keys.map((key) => at[key][axis]));
    const box = [Math.min(...xs) - 140, Math.min(...ys) - 80, Math.max(...xs) - Math.min(...xs) + 280, Math.max(...ys) - Math.min(...ys) + 160];
    const family = getComputedStyle(document.body).fontFamily;
    const labels = Drawing.labels().filter(({ item }) => !item.quiet);
    return svg("svg", { viewBox: box.map(Math.round).join(" "), width: Math.round(box[2]), height: Math.round(box[3]), "font-family": family, "font-size": 12 },
      svg("rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: paper() }),
      svg("g", { "stroke-opacity": 0.7 }, Data.edges.filter(State.showsEdge).map((edge) => line(edge, at))),
      svg("g", {}, keys.map((key) => Signs.shape(Data.page.nodes[key].drawn, at[key].x, at[key].y, sizes.get(key), { stroke: paper() }))),
      svg("g", { fill: ink("--ink"), stroke: paper(), "stroke-width": 3, "paint-order": "stroke", "text-anchor": "middle" },
        labels.map((label) => svg("text", { x: label.x, y: label.y - (label.lines.length - 1) * 6.5 + 4 },
          label.lines.map((text, index) => svg("tspan", { x: label.x, dy: index ? 13 : 0 }, text))))));
  };

  // The charts of the other tabs, one below the other, with their looks written into them.
  const LOOKS = ["fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight"];
  const charts = () => {
    const found = [...document.querySelectorAll(`#view-${State.state.tab} svg.chart`)];
    let top = 0;
    const parts = found.map((one) => {
      const copy = one.cloneNode(true);
      const [from, to] = [one, copy].map((root) => [...root.querySelectorAll("*")]);
      from.forEach((element, index) => {
        const style = getComputedStyle(element);
        for (const look of LOOKS) to[index].setAttribute(look, style.getPropertyValue(look));
      });
      copy.setAttribute("y", top);
      top += Number(one.getAttribute("height")) + 30;
      return copy;
    });
    const width = Math.max(0, ...found.map((one) => Number(one.getAttribute("width"))));
    return svg("svg", { viewBox: `-10 -10 ${width + 20} ${top + 10}`, width: width + 20, height: top + 10 },
      svg("rect", { x: -10, y: -10, width: width + 20, height: top + 10, fill: paper() }), parts);
  };

  const drawing = () => {
    const picture = ["timeline", "figures"].includes(State.state.tab) ? charts() : graph();
    return new XMLSerializer().serializeToString(picture);
  };

  const picture = () => {
    const source = Drawing.container.querySelector("canvas");
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [source.width, source.height];
    const context = canvas.getContext("2d");
    context.fillStyle = paper();
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, 0, 0);
    canvas.toBlob((blob) => save(blob, "png"), "image/png");
  };

  // A spreadsheet would take a cell that begins like a formula for one.
  const cell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const csv = (rows) => `\ufeff${rows.map((row) => row.map((one) => cell(String(one ?? ""))).join(",")).join("\r\n")}\r\n`;

  const entities = () => [["iri", "name_zh", "name_en", "class", "sentences"],
    ...Object.entries(Data.page.nodes).filter(([key]) => State.showsNode(key))
      .map(([key, node]) => [Data.iri(key), ...node.name, State.name(node.drawn), (node.sentences ?? []).join(" ")])];
  const relations = () => [["subject_iri", "subject", "relation", "object", "object_iri", "basis", "sentences"],
    ...Data.edges.filter(State.showsEdge).map((edge) => [Data.iri(edge.source), State.name(edge.source), State.name(edge.relation),
      State.name(edge.target), Data.iri(edge.target), State.word(edge.basis), edge.sentences.join(" ")])];

  const text = (content, type) => new Blob([content], { type: `${type};charset=utf-8` });
  const actions = {
    png: picture,
    svg: () => save(text(drawing(), "image/svg+xml"), "svg"),
    entities: () => save(text(csv(entities()), "text/csv"), "entities.csv"),
    relations: () => save(text(csv(relations()), "text/csv"), "relations.csv"),
  };
  for (const button of menu.querySelectorAll("[data-export]")) {
    button.addEventListener("click", () => { menu.open = false; actions[button.dataset.export](); });
  }
  addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
  });
  State.onChange((state) => { menu.querySelector("[data-export=png]").hidden = state.tab !== "graph"; });
  return { drawing, csv, entities, relations };
})();

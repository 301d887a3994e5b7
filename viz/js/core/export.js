// What is shown, as files: a picture of the canvas, a drawing of our own, and two tables.
(() => {
  const menu = document.getElementById("export");

  const save = (blob, ending) => {
    const link = make("a", { download: `oneplusn-${State.state.tab}.${ending}` });
    link.href = URL.createObjectURL(blob);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const entities = () => [["iri", "name_zh", "name_en", "class", "sentences"],
    ...Object.entries(Data.page.nodes).filter(([key]) => State.showsNode(key))
      .map(([key, node]) => [Data.iri(key), ...node.name, State.name(node.drawn), (node.sentences ?? []).join(" ")])];
  const relations = () => [["subject_iri", "subject", "relation", "object", "object_iri", "basis", "sentences"],
    ...Data.edges.filter(State.showsEdge).map((edge) => [Data.iri(edge.source), State.name(edge.source), State.name(edge.relation),
      State.name(edge.target), Data.iri(edge.target), State.word(edge.basis), edge.sentences.join(" ")])];

  const text = (content, type) => new Blob([content], { type: `${type};charset=utf-8` });
  const table = (rows, name) => save(text(Csv.write(rows), "text/csv"), `${name}.csv`);
  const actions = {
    png: () => SvgExport.pixels().toBlob((blob) => save(blob, "png"), "image/png"),
    svg: () => save(text(new XMLSerializer().serializeToString(SvgExport.of(State.state.tab)), "image/svg+xml"), "svg"),
    entities: () => table(entities(), "entities"),
    relations: () => table(relations(), "relations"),
  };
  const button = (kind) => menu.querySelector(`[data-export=${kind}]`);
  for (const kind of Object.keys(actions)) {
    button(kind).addEventListener("click", () => { menu.open = false; actions[kind](); });
  }

  addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
  });
  menu.addEventListener("toggle", () => {
    button("png").hidden = State.state.tab !== "graph";
    button("svg").hidden = !SvgExport.has(State.state.tab);
  });
})();

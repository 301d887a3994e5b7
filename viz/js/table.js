// The twin of the drawing: what is shown, as two tables, built when they are opened.
const Table = (() => {
  const details = document.getElementById("table");
  const body = document.getElementById("table-body");

  const link = (key) => make("button", {
    type: "button", class: "plain", onclick: () => { State.select(key); Panel.focus(); },
  }, State.name(key));

  const table = (id, caption, heads, rows) => make("table", { id },
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, heads.map((key) => make("th", { scope: "col" }, State.word(key))))),
    make("tbody", {}, rows.map((cells) => make("tr", {}, cells.map((cell) => make("td", {}, cell))))));

  const nodeRows = () => Object.keys(Data.page.nodes).filter(State.showsNode).map((key) => {
    const [zh, en] = Data.page.nodes[key].name;
    return [link(key), State.state.language === "zh" ? en : zh,
      State.name(Data.page.nodes[key].drawn), String(Data.around.get(key).length)];
  });

  const edgeRows = () => Data.edges.filter(State.showsEdge).map((edge) => [
    link(edge.source), State.name(edge.relation), link(edge.target),
    edge.basis === "stated" ? edge.sentences.join(", ") : State.word(edge.basis)]);

  const build = () => {
    if (!details.open) { body.replaceChildren(); return; }
    const [nodes, edges] = [nodeRows(), edgeRows()];
    body.replaceChildren(
      table("nodes", `${State.word("entities")} (${nodes.length})`, ["name", "other_language", "class", "degree"], nodes),
      table("edges", `${State.word("relations")} (${edges.length})`, ["from", "relation", "to", "basis"], edges));
  };

  details.addEventListener("toggle", build);
  addEventListener("beforeprint", () => { details.open = true; build(); });
  State.onChange((state, changed) => {
    if (changed.has("hidden") || changed.has("language")) build();
  });
})();

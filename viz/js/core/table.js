// The twin of the drawing: what is shown, as two tables that sort, filter and go by keyboard.
const Table = (() => {
  const view = document.getElementById("view-table");
  const MANY = 100;
  const query = { text: "" };
  // Very many rows are sorted when one asks for it: to compare Chinese names takes a second then.
  const first = Object.keys(Data.page.nodes).length > Groups.LIMIT ? null : 0;
  const tables = {
    nodes: { sort: first, up: true, all: false, heads: ["name", "other_language", "class", "degree"] },
    edges: { sort: first, up: true, all: false, heads: ["from", "relation", "to", "basis"] },
  };

  const order = new Intl.Collator("zh-Hans", { numeric: true });
  const degree = (key) => Data.around.get(key).filter(State.showsEdge).length;

  // Rows: the text of each cell, and what opens when the row is chosen.
  const nodeRows = () => Object.keys(Data.page.nodes).filter(State.showsNode).map((key) => {
    const [zh, en] = Data.page.nodes[key].name;
    return {
      cells: [State.name(key), State.state.language === "zh" ? en : zh, State.name(Data.page.nodes[key].drawn), String(degree(key))],
      open: () => { State.select(key); Panel.focus(); },
    };
  });
  const edgeRows = () => Data.edges.filter(State.showsEdge).map((edge) => ({
    cells: [State.name(edge.source), State.name(edge.relation), State.name(edge.target),
      [edge.basis === "stated" ? "" : State.word(edge.basis), edge.sentences.join(", ")].filter(Boolean).join(": ")],
    open: () => { State.selectEdge(edge.id); Panel.focus(); },
  }));

  const selection = (name, rows) => {
    const { sort, up } = tables[name];
    const text = query.text.normalize("NFKC").toLowerCase();
    const matches = rows.filter((row) => row.cells.some((cell) => cell.toLowerCase().includes(text)));
    if (sort === null) return matches;
    const way = up ? 1 : -1;
    return matches.map((row, at) => ({ ...row, at }))
      .sort((a, b) => way * order.compare(a.cells[sort], b.cells[sort]) || a.at - b.at);
  };

  const head = (name, key, at) => {
    const { sort, up } = tables[name];
    const direction = at !== sort ? "none" : up ? "ascending" : "descending";
    return make("th", { scope: "col", "aria-sort": direction }, make("button", {
      type: "button", class: "sort", "data-sort": `${name} ${at}`, title: State.word("sort_by", { name: State.word(key) }),
      onclick: () => { Object.assign(tables[name], { sort: at, up: at === sort ? !up : true }); build(); },
    }, State.word(key), make("span", { "aria-hidden": "true" }, { none: "", ascending: " ▲", descending: " ▼" }[direction])));
  };

  const line = ({ cells, open }, number) => make("tr", {}, cells.map((cell, at) => make("td", {}, at ? cell
    : make("button", { type: "button", class: "row", tabindex: number ? "-1" : "0", onclick: open }, cell))));

  const table = (name, title, rows) => {
    const matches = selection(name, rows);
    const some = tables[name].all ? matches : matches.slice(0, MANY);
    const caption = `${title} · ${State.word("rows_shown", { count: matches.length, total: rows.length })}`;
    return [
      make("table", { id: name }, make("caption", {}, caption),
        make("thead", {}, make("tr", {}, tables[name].heads.map((key, at) => head(name, key, at)))),
        make("tbody", {}, some.map(line))),
      matches.length > some.length ? make("p", {}, make("button", {
        type: "button", class: "plain", onclick: () => { tables[name].all = true; build(); },
      }, State.word("all_rows", { count: matches.length }))) : "",
    ];
  };

  const box = make("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false" });
  const label = make("label", { class: "filter", for: "filter" });
  const body = make("div", {});
  const hint = make("p", { class: "quiet small" });
  view.append(label, box, hint, body);

  const build = () => {
    const active = document.activeElement?.dataset?.sort;
    label.textContent = State.word("filter_rows");
    hint.textContent = State.word("shortcuts");
    body.replaceChildren(...[
      ...table("nodes", State.word("entities"), nodeRows()),
      ...table("edges", State.word("relations"), edgeRows()),
    ].filter((part) => part !== ""));
    if (active) body.querySelector(`[data-sort="${active}"]`)?.focus();
  };

  // One row of each table is reached by Tab; the arrows go from it to the others.
  const step = (event) => {
    const here = event.target.closest("tbody .row");
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
    if (!here || !(event.key in moves)) return;
    const rows = [...here.closest("tbody").querySelectorAll(".row")];
    const at = Math.max(0, Math.min(rows.length - 1, rows.indexOf(here) + moves[event.key]));
    here.tabIndex = -1;
    rows[at].tabIndex = 0;
    rows[at].focus();
    event.preventDefault();
  };

  let waiting = 0;
  box.addEventListener("input", () => {
    query.text = box.value;
    clearTimeout(waiting);
    waiting = setTimeout(build, 60);
  });
  view.addEventListener("keydown", step);
  return { build, nodeRows, edgeRows };
})();

// A box that finds nodes by any of their names in either language.
const Search = (() => {
  const box = document.getElementById("search");
  const matches = document.getElementById("matches");
  const MOST = 12;
  let active = -1;

  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s《》“”"']/g, "");
  const index = Object.entries(Data.page.nodes).map(([key, node]) => ({
    key, names: [...node.name, ...(node.others ?? []), key].filter(Boolean).map(fold),
    weight: Data.around.get(key).length,
  }));

  // Names that begin with the text come first, then the better connected.
  const find = (text) => {
    const wanted = fold(text);
    if (!wanted) return [];
    const rank = (item) => (item.names.some((name) => name === wanted) ? 0
      : item.names.some((name) => name.startsWith(wanted)) ? 1 : 2);
    return index.filter((item) => item.names.some((name) => name.includes(wanted)))
      .sort((a, b) => rank(a) - rank(b) || b.weight - a.weight || (a.key < b.key ? -1 : 1));
  };

  const close = () => {
    active = -1;
    matches.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (key) => { box.value = ""; close(); State.select(key); Drawing.goTo(key); Panel.focus(); };

  const option = ({ key }, position) => {
    const [zh, en] = Data.page.nodes[key].name;
    const second = State.state.language === "zh" ? en : zh;
    return make("li", { role: "option", id: `match-${position}`, "aria-selected": "false", "data-node": key,
      onclick: () => choose(key) }, Legend.sign(Data.page.nodes[key].drawn),
    make("span", {}, State.name(key), make("small", {}, second)));
  };

  const show = () => {
    const found = find(box.value);
    if (!box.value.trim()) { close(); return; }
    const rest = found.length - MOST;
    const note = !found.length ? State.word("no_match") : rest > 0 ? State.word("more_matches", { n: rest }) : "";
    matches.replaceChildren(...found.slice(0, MOST).map(option),
      ...(note ? [make("li", { class: "quiet", role: "presentation" }, note)] : []));
    matches.hidden = false;
    box.setAttribute("aria-expanded", "true");
    move(found.length ? 0 : -1);
  };

  const move = (position) => {
    const options = [...matches.querySelectorAll("[role=option]")];
    active = options.length && position >= 0 ? (position + options.length) % options.length : -1;
    options.forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) {
      box.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  };

  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const chosen = matches.querySelectorAll("[role=option]")[active];
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active < 1 ? -1 + matches.querySelectorAll("[role=option]").length : active - 1);
    else if (event.key === "Enter" && chosen) choose(chosen.dataset.node);
    else if (event.key === "Escape") { box.value = ""; close(); }
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => setTimeout(close, 200));
  State.onChange((state, changed) => {
    if (!changed.has("language")) return;
    box.placeholder = State.word("search");
    box.setAttribute("aria-label", State.word("search"));
  });
  return { find };
})();
